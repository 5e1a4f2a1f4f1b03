export type ImportedFile = { readonly sha256: string; readonly name: string; readonly rows: number; readonly importedAt: string; readonly actorId: string };

export type ImportedFileQueries = {
  find(sha256: string): ImportedFile | undefined;
  put(file: ImportedFile): void;
};
