type Last<A, V> = { args: A; value: V };

// Makes a value of an object once, and again only when what it is asked with beside has changed. Forgotten
// with the object.
export const remembered = <K extends object, A extends readonly unknown[], V>(
  make: (key: K, ...args: A) => V,
): ((key: K, ...args: A) => V) => {
  const kept = new WeakMap<K, Last<A, V>>();
  return (key, ...args) => {
    const last = kept.get(key);
    if (last?.args.every((arg, place) => arg === args[place])) return last.value;
    const value = make(key, ...args);
    kept.set(key, { args, value });
    return value;
  };
};

// A thing that is dear to make and the same for ever is made when it is first asked for.
export const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
