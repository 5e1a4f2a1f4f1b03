/** ID cards of invented people, as their QR codes read. */
export const cardOfMyLe =
  '060178004512|260123456|Thông Thị Mỹ Lệ|15031978|Nữ|Khu phố Chăm, thị trấn Lạc Tánh, huyện Tánh Linh, tỉnh Bình Thuận|10052021';
export const cardOfMau = '089202000123|350000123|Lê Văn Mẫu|23052002|Nam|Tổ 10 Ấp Thử, Xã Mẫu, An Giang|31122021';

export const myLe = {
  fullName: 'Thông Thị Mỹ Lệ',
  personalId: '060178004512',
  dateOfBirth: '15/03/1978',
  address: 'Khu phố Chăm, thị trấn Lạc Tánh, huyện Tánh Linh, tỉnh Bình Thuận',
};
