/** Registers are imported: rows whose progress was told are kept, no row is there twice, and the same file again brings the rest. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MakeDrill } from './drill.ts';
import { codesOf, faultsOf, lostOrDouble, newWorld, placeOf, withStore } from './looks.ts';

const rows = 120;
const head =
  'TT,Mã hồ sơ,Mã thủ tục,Tên thủ tục hành chính,Lĩnh vực,Số bộ,Tên cá nhân/tổ chức,Số định danh,Địa chỉ,Số điện thoại,Hình thức nộp,Ngày nhận,Ngày hẹn trả,Ngày xử lý xong,Ngày trả kết quả,Ghi chú';
const codeOf = (file: number, row: number): string =>
  `000.05.24.H11-2301${String(1 + (file % 28)).padStart(2, '0')}-${String(1 + Math.floor(file / 28) * rows + row).padStart(4, '0')}`;
const codesIn = (file: number, many = rows): readonly string[] => Array.from({ length: many }, (_, row) => codeOf(file, row));

/** A register of `many` rows nobody else has; `file` tells them apart. */
export function registerOf(file: number, many = rows): string {
  const day = `${String(1 + (file % 28)).padStart(2, '0')}/01/2023`;
  const lines = codesIn(file, many).map(
    (code, row) =>
      `${String(row + 1)},${code},1.012591,Đăng ký bổ sung hoạt động tín ngưỡng,"Tín ngưỡng, tôn giáo",1,Người Thử ${String(file)} ${String(row)},,Khu phố Thử,,Trực tiếp,${day} 07:21,,,,`,
  );
  return `${head}\n${lines.join('\n')}\n`;
}

type Result = { readonly read: number; readonly imported: number; readonly already: number; readonly rejected: readonly unknown[] };

export const importDrill: MakeDrill = async (dice, under) => {
  const world = await newWorld(under);
  const place = placeOf(world);
  const told = new Map<number, number>();
  let file = -1;
  const kept = (): readonly string[] => [...told].flatMap(([each, many]) => codesIn(each, many));
  return {
    path: world.folder.path,
    env: world.folder.env,
    next: () => {
      // A file that was cut off is tried again or left for the end.
      if (file < 0 || told.get(file) === rows || dice.next() < 0.5) file += 1;
      if (!told.has(file)) told.set(file, 0);
      const path = join(world.folder.path, 'register.csv');
      writeFileSync(path, registerOf(file));
      return { args: ['import', '--data', world.data, '--file', path, '--progress'] };
    },
    judge: ({ said, errors }) => {
      const progress = errors
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as { done?: number });
      told.set(file, Math.max(told.get(file) ?? 0, ...progress.map(({ done }) => done ?? 0)));
      const [result] = said as readonly Result[];
      const wrong = result !== undefined && (result.imported + result.already !== rows || result.rejected.length > 0);
      return [
        ...progress.filter(({ done }) => done === undefined).map((line) => JSON.stringify(line)),
        ...(wrong ? [`imported otherwise: ${JSON.stringify(result)}`] : []),
        ...withStore(place, (store) => lostOrDouble(store, kept())),
      ];
    },
    end: async () => {
      const broken: string[] = [];
      for (const [each, many] of told) {
        if (many === rows) continue;
        const { out } = await world.folder.run([
          'import',
          '--data',
          world.data,
          '--file',
          world.folder.write('again.csv', registerOf(each)),
        ]);
        const { imported = -1, already = -1 } = (out[0] ?? {}) as Partial<Result>;
        if (imported + already !== rows || already < many) broken.push(`again: ${JSON.stringify(out)}`);
        told.set(each, rows);
      }
      const { all, lost } = withStore(place, (store) => ({ all: codesOf(store).length, lost: lostOrDouble(store, kept()) }));
      if (all !== kept().length) broken.push(`${String(all)} dossiers of ${String(kept().length)} rows`);
      return { broken: [...broken, ...lost, ...faultsOf(place)], counts: { files: told.size, dossiers: all } };
    },
    remove: world.folder.remove,
  };
};
