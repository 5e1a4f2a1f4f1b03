/** Settings of this counter only; plain JSON by name. */
export type SettingQueries = {
  get(name: string): unknown;
  put(name: string, value: unknown): void;
};
