// isOver is called after each written step. whileReading may end the work with TurnOver; rows read since the
// last step are then lost.
export type WorkTurn = { whileReading(): Promise<void>; isOver(): Promise<boolean> };

export class TurnOver extends Error {}
