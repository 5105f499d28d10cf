import { type ReactElement, type ReactNode, useState } from 'react'
import type { In, Out, VerbName } from '../api.ts'
import { useT } from '../locale/desk.ts'
import { useAct } from '../query.ts'
import { Dialog } from './dialog.tsx'
import { TextArea } from './field.tsx'
import { Refused } from './state.tsx'

interface ReasonDialogProps<V extends VerbName> {
  readonly title: string
  readonly confirm: string
  readonly danger?: boolean
  readonly verb: V
  readonly input: (reason: string) => In<V>
  readonly close: () => void
  readonly onDone?: (answer: Out<V>) => void
  /** More fields or a warning above the reason. */
  readonly children?: ReactNode
}

/** An act that needs its reason: says what happens, takes the reason, shows a refusal in place. */
export function ReasonDialog<V extends VerbName>(props: ReasonDialogProps<V>): ReactElement {
  const t = useT()
  const act = useAct(props.verb)
  const [reason, setReason] = useState('')
  const close = (): void => {
    act.reset()
    props.close()
  }
  const submit = (): void =>
    act.mutate(
      { input: props.input(reason.trim()) },
      {
        onSuccess: (answer) => {
          props.onDone?.(answer)
          close()
        },
      },
    )
  return (
    <Dialog
      open
      onClose={close}
      title={props.title}
      actions={
        <>
          <button type="button" className="button" onClick={close}>
            {t('common.cancel')}
          </button>
          <button
            type="button"
            className={props.danger === true ? 'button button-danger' : 'button button-primary'}
            disabled={reason.trim() === '' || act.isPending}
            onClick={submit}
          >
            {props.confirm}
          </button>
        </>
      }
    >
      {props.children ?? <p>{t('account.actBody')}</p>}
      <TextArea label={t('common.reason')} value={reason} onChange={setReason} required />
      {act.error === null ? null : <Refused error={act.error} write />}
    </Dialog>
  )
}
