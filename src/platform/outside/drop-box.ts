// A place where files are dropped to be taken, a folder or a bucket. The version changes with the content.
export type DroppedFile = { name: string; byteCount: number; version: string };

export type DropBox = {
  list(): Promise<DroppedFile[]>;
  read(file: DroppedFile): AsyncIterable<Uint8Array>;
  write(name: string, content: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  // Nothing happens where the file is gone, or another by now.
  setAside(to: 'done' | 'error', file: { name: string; version: string }): Promise<void>;
};

export type OpenFolder = (location: string) => Promise<DropBox>;

// The file went on growing, or went, under our hands: it is taken at a later look.
export class DropChanged extends Error {}
