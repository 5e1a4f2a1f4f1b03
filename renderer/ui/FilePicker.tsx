/** The system's window for choosing a file; the button or key of a screen opens it through `picker`. */
import type { RefObject } from 'react';

export type FilePickerProps = {
  readonly picker: RefObject<HTMLInputElement | null>;
  /** Endings and media types that are offered, as `accept` of HTML takes them. */
  readonly accept: string;
  readonly onFile: (file: File) => void;
};

export function FilePicker({ picker, accept, onFile }: FilePickerProps) {
  return (
    <input
      ref={picker}
      type="file"
      accept={accept}
      hidden
      onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        // The same file chosen again is an event again.
        event.currentTarget.value = '';
        if (file !== undefined) onFile(file);
      }}
    />
  );
}
