// isOver is asked after each step that was written; whileReading may end the work by TurnOver, and what was read is lost.
export type WorkTurn = { whileReading(): Promise<void>; isOver(): Promise<boolean> };

export class TurnOver extends Error {}
