// Keeps what the registry signed where the registry cannot change it: notes are added, in order, and read again.
export type Witness = {
  last(): Promise<string | null>;
  all(): Promise<readonly string[]>;
  add(note: string): Promise<void>;
};
