/** "Thủ tục đăng ký lại khai sinh" as it is said on a tab: "Đăng ký lại khai sinh". */
export function spokenProcedureName(name: string): string {
  const bare = name.replace(/^thủ tục\s+/iu, '');
  return bare.charAt(0).toLocaleUpperCase('vi') + bare.slice(1);
}
