/** Invented applicants. Family names are as frequent as they are in the country: a search for "nguyen" must find a third of everybody. */
import { shippedCatalogue } from '#shared/domain/catalogue/shipped.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import type { Random } from './random.ts';

const familyNames = [
  ['Nguyễn', 380],
  ['Trần', 110],
  ['Lê', 95],
  ['Phạm', 70],
  ['Huỳnh', 51],
  ['Phan', 45],
  ['Vũ', 20],
  ['Võ', 20],
  ['Đặng', 21],
  ['Bùi', 20],
  ['Đỗ', 14],
  ['Hồ', 13],
  ['Ngô', 13],
  ['Dương', 10],
  ['Lý', 5],
  ['Đào', 5],
  ['Đinh', 5],
  ['Trương', 10],
  ['Hoàng', 20],
  ['Mai', 4],
  ['Lương', 4],
  ['Thông', 8],
  ['Mang', 8],
  ['K’', 6],
] as const;
const middleNames = [
  'Văn',
  'Thị',
  'Hữu',
  'Đức',
  'Xuân',
  'Minh',
  'Ngọc',
  'Thị Kim',
  'Thị Thanh',
  'Thị Ngọc',
  'Quang',
  'Công',
  'Đình',
  'Thu',
  'Mỹ',
  'Bá',
  'Hoài',
  'Thị Bích',
  'Quốc',
  'Thành',
];
const givenNames = [
  'An',
  'Anh',
  'Bình',
  'Bích',
  'Châu',
  'Chi',
  'Cường',
  'Dung',
  'Dũng',
  'Duyên',
  'Đào',
  'Đạo',
  'Đạt',
  'Giang',
  'Hà',
  'Hải',
  'Hạnh',
  'Hằng',
  'Hiền',
  'Hiếu',
  'Hoa',
  'Hòa',
  'Hùng',
  'Hương',
  'Khánh',
  'Kiên',
  'Lan',
  'Liên',
  'Linh',
  'Loan',
  'Long',
  'Mai',
  'Minh',
  'My',
  'Nam',
  'Nga',
  'Ngân',
  'Nghĩa',
  'Ngoãn',
  'Nhung',
  'Oanh',
  'Phúc',
  'Phước',
  'Phương',
  'Quân',
  'Quý',
  'Quỳnh',
  'Sơn',
  'Tâm',
  'Thảo',
  'Thắng',
  'Thúy',
  'Thủy',
  'Tiến',
  'Trang',
  'Trinh',
  'Tuấn',
  'Tuyết',
  'Uyên',
  'Vân',
  'Việt',
  'Vy',
  'Xuân',
  'Yến',
];
const quarters = ['Lạc Hóa 1', 'Lạc Hóa 2', 'Lạc Hưng 1', 'Lạc Hưng 2', 'Chăm', 'Tân Thành', 'Trà Cụ'];

export type InventedPerson = { readonly fullName: string; readonly personalId: string; readonly phone: string; readonly address: string };

export function inventPerson(by: Random): InventedPerson {
  const digits = (many: number): string => String(by.below(10 ** many)).padStart(many, '0');
  return {
    fullName: `${by.weighted(familyNames)} ${by.pick(middleNames)} ${by.pick(givenNames)}`,
    personalId: `060${String(by.below(4))}${digits(8)}`,
    phone: `09${digits(8)}`,
    address: `Khu phố ${by.pick(quarters)}, thị trấn Lạc Tánh`,
  };
}

/** A tenth of the procedures makes most of a counter's work. */
export function pickProcedure(by: Random): Procedure {
  const { procedures } = shippedCatalogue;
  const few = Math.ceil(procedures.length / 10);
  return procedures[by.next() < 0.7 ? by.below(few) : by.below(procedures.length)]!;
}
