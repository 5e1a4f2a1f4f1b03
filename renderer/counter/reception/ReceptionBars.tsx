/** Above F9: what can be taken back, why no paper came, and what could not be done. */
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { UndoBar } from '../../ui/bars/UndoBar.tsx';
import { PaperFaultBar } from './PaperFaultBar.tsx';
import { useReception, useReceptionStore } from './reception-store.ts';

export function ReceptionBars() {
  const store = useReceptionStore();
  const stage = useReception((state) => state.stage);
  const failure = useReception((state) => state.failure);
  const undo = useReception((state) => state.undo);
  return (
    <>
      <UndoBar
        undo={undo}
        onGone={() => {
          store.setState({ undo: null });
        }}
      />
      {stage.kind === 'paper' ? <PaperFaultBar stage={stage} /> : null}
      {failure === null ? null : (
        <ErrorBar
          failure={failure}
          onDismiss={() => {
            store.setState({ failure: null });
          }}
        />
      )}
    </>
  );
}
