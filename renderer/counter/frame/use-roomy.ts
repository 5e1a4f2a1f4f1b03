import { useMediaQuery } from '@mantine/hooks';

/** The window shows the right side. Where that is a drawer, F6 joins the bar, and keys that say themselves elsewhere leave it. */
export function useRoomy(): boolean {
  return useMediaQuery('(width >= 1200px)', window.innerWidth >= 1200, { getInitialValueInEffect: false });
}
