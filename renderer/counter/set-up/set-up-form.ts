/** What the wizard asks, as typed, and what still keeps it from going on. */
import { Pin, type SetUpInput } from '#shared/contract/office.ts';
import type { Role } from '#shared/contract/permissions.ts';
import { agencyCodeStyle } from '#shared/domain/dossier/code.ts';

export type OfficeForm = {
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly placeName: string;
  readonly counterNo: string;
  /** This machine takes the place of another of this number. */
  readonly replaces: boolean;
};
export type PersonForm = {
  readonly id: string;
  readonly fullName: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly pin: string;
  readonly pinAgain: string;
};

/** `field` is the `data-field` that takes the focus; `key` its sentence under `setUp.gaps`. */
export type SetUpGap = { readonly field: string; readonly key: string };

export const emptyOffice: OfficeForm = { agencyCode: '', agencyName: '', placeName: '', counterNo: '1', replaces: false };

export function newPersonForm(roles: readonly Role[]): PersonForm {
  return { id: crypto.randomUUID(), fullName: '', title: '', roles, pin: '', pinAgain: '' };
}

export function officeGaps({ agencyCode, agencyName, placeName, counterNo }: OfficeForm): readonly SetUpGap[] {
  return [
    ...(agencyCodeStyle(agencyCode.trim().toUpperCase()) === undefined ? [{ field: 'agencyCode', key: 'agencyCode' }] : []),
    ...(agencyName.trim() === '' ? [{ field: 'agencyName', key: 'agencyName' }] : []),
    ...(placeName.trim() === '' ? [{ field: 'placeName', key: 'placeName' }] : []),
    ...(/^[1-9]$/u.test(counterNo.trim()) ? [] : [{ field: 'counterNo', key: 'counterNo' }]),
  ];
}

export function peopleGaps(people: readonly PersonForm[]): readonly SetUpGap[] {
  const gaps = people.flatMap(({ id, fullName, roles, pin, pinAgain }) => [
    ...(fullName.trim() === '' ? [{ field: `fullName-${id}`, key: 'fullName' }] : []),
    ...(Pin.safeParse(pin).success ? [] : [{ field: `pin-${id}`, key: 'pin' }]),
    ...(pin === pinAgain ? [] : [{ field: `pinAgain-${id}`, key: 'pinAgain' }]),
    ...(roles.length === 0 ? [{ field: `roles-${id}`, key: 'roles' }] : []),
  ]);
  const first = people[0];
  const led = people.some(({ roles }) => roles.includes('unitHead') || roles.includes('administrator'));
  return led || first === undefined ? gaps : [...gaps, { field: `roles-${first.id}`, key: 'nobodyLeads' }];
}

/** Expects forms without gaps. */
export function setUpInput(office: OfficeForm, people: readonly PersonForm[]): SetUpInput {
  return {
    agencyCode: office.agencyCode.trim().toUpperCase(),
    counterNo: Number(office.counterNo),
    agencyName: office.agencyName.trim(),
    placeName: office.placeName.trim(),
    replaces: office.replaces,
    people: people.map(({ fullName, title, roles, pin }) => ({
      fullName: fullName.trim(),
      title: title.trim() === '' ? null : title.trim(),
      roles: [...roles],
      pin,
    })),
  };
}
