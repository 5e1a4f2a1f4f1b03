/** One open door. */
export function Mark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 26 26" width={size} height={size} aria-hidden="true">
      <path d="M3 25V12a10 10 0 0 1 20 0v13z" fill="#fff" />
      <path d="M8.5 25V12.5a4.5 4.5 0 0 1 9 0V25z" fill="#0E6F86" />
      <path d="M8.5 25V12.5c0-2.5 1.8-4.4 4.5-4.5v14z" fill="#0A2F38" />
    </svg>
  );
}
