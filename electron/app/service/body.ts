/** How an act of this counter is made: the store's word for it, which sync needs as well. */
export { type Author, bodyOf, momentOf } from '../../store/new-act.ts';
