/** The two groups of a recovery code that a person types back from the paper, so that it is known to be written down. */

/** Places (0 is the first group) asked for: from the middle and near the end, where a copy made in haste stops. */
export function askedGroups(recoveryCode: string): readonly number[] {
  const count = recoveryCode.split('-').length;
  return [Math.floor(count / 3), Math.max(Math.floor(count / 3) + 1, count - 2)];
}

/** Whether `typed` are the groups asked for, in their order; O and 0, I, L and 1 are the same, as on the paper. */
export function groupsAgree(recoveryCode: string, typed: readonly string[]): boolean {
  const groups = recoveryCode.split('-');
  return askedGroups(recoveryCode).every((place, index) => asRead(groups[place] ?? '') === asRead(typed[index] ?? ''));
}

function asRead(group: string): string {
  return group.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/gu, '1');
}
