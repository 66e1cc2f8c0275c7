// The next chunk is read and assessed while this one is being written.
export const overlapped = async <T>(chunks: AsyncGenerator<T>, write: (chunk: T) => Promise<boolean>) => {
  let writing: Promise<boolean> = Promise.resolve(false);
  for (;;) {
    const [read, written] = await Promise.allSettled([chunks.next(), writing]);
    if (written.status === 'rejected') throw written.reason;
    if (read.status === 'rejected') throw read.reason;
    if (read.value.done) return 'ended';
    if (written.value) return 'stopped';
    writing = write(read.value.value);
  }
};
