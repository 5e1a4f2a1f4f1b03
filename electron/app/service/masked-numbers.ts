import { maskPersonalId } from '#shared/domain/identity/personal-id.ts';
import { maskPhone } from '#shared/domain/identity/phone.ts';

type Numbers = { readonly personalId: string | null; readonly phone: string | null };

/** What is told of a person, with the two numbers masked as pages show them. */
export function withMaskedNumbers<T extends Numbers>(person: T): T {
  const { personalId, phone } = person;
  return {
    ...person,
    personalId: personalId === null ? null : maskPersonalId(personalId),
    phone: phone === null ? null : maskPhone(phone),
  };
}
