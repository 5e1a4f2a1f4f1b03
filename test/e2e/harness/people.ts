/** People of the demo commune, all invented, and their PIN. */
export { demoPin } from '../../../electron/app/demo/demo.ts';

export const receptionist = 'Lê Thị Hạnh';
export const otherReceptionist = 'Nguyễn Hoàng Phúc';
export const specialist = 'Võ Thị Kim Ngân';
export const unitHead = 'Trần Minh Tâm';
