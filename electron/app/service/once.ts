/**
 * Work that is done once a key: who asks while it runs, or after it ended as `isDone` says, hears the same answer. Work that failed may be tried again.
 */
export function onceEach<T>(isDone: (result: T) => boolean): (key: string, work: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key, work) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const result = work().then(
      (value) => {
        if (!isDone(value)) known.delete(key);
        return value;
      },
      (error: unknown) => {
        known.delete(key);
        throw error;
      },
    );
    known.set(key, result);
    return result;
  };
}
