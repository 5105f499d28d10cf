import { type ReactElement, type ReactNode, useEffect } from 'react'
import type { In, Out, VerbName } from '../../api.ts'
import { isRefusal } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { useAct } from '../../query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Refused } from '../../ui/state.tsx'
import { type FaultBook, faultBook, type Trial, useTrial } from './use-trial.ts'
import './division.css'

interface WriteProps<V extends VerbName> {
  readonly verb: V
  /** Null while something that is needed has not been typed. */
  readonly input: In<V> | null
  readonly onDone: (answer: Out<V>) => void
}

/** A key as the page and the browser tell of it. */
type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'preventDefault'>

interface Write<V extends VerbName> {
  readonly trial: Trial<V>
  readonly faults: FaultBook
  readonly error: unknown
  readonly ready: boolean
  readonly submit: () => void
  readonly onKeyDown: (event: Key) => void
}

/** A write with its live dry run: judged while it is typed, sent by button or Ctrl+Enter. */
export function useWrite<V extends VerbName>({ verb, input, onDone }: WriteProps<V>): Write<V> {
  const act = useAct(verb)
  const trial = useTrial(verb, act.isPending || act.isSuccess ? null : input)
  const sent = JSON.stringify(act.variables?.input) === JSON.stringify(input)
  const error = sent && act.error !== null ? act.error : trial.error
  const ready = input !== null && !act.isPending
  const submit = (): void => {
    if (input === null || act.isPending) return
    act.mutate(
      { input },
      {
        onSuccess: (answer) => {
          act.reset()
          onDone(answer)
        },
      },
    )
  }
  const onKeyDown = (event: Key): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    submit()
  }
  return { trial, faults: faultBook(error), error, ready, submit, onKeyDown }
}

/** What was refused, unless every fault stands at its own field already. */
export function RefusedRest(props: { error: unknown; faults: FaultBook }): ReactElement | null {
  const { error, faults } = props
  if (error === null || error === undefined) return null
  const allPlaced = isRefusal(error) && error.faults.length > 0 && faults.unplaced() === 0
  return allPlaced ? null : <Refused error={error} write />
}

interface WriteDialogProps<V extends VerbName> extends WriteProps<V> {
  readonly title: string
  readonly confirm: string
  readonly danger?: boolean
  readonly wide?: boolean
  readonly close: () => void
  /** The fields; `faults` says what is wrong at a place of the input. */
  readonly children: (faults: FaultBook) => ReactNode
  /** What the dry run says will come of it. */
  readonly preview?: (answer: Out<V>) => ReactNode
}

/** A form in a dialog: fields, what would come of it, and one button. */
export function WriteDialog<V extends VerbName>(props: WriteDialogProps<V>): ReactElement {
  const t = useT()
  const { close, onDone } = props
  const write = useWrite({
    verb: props.verb,
    input: props.input,
    onDone: (answer) => {
      onDone(answer)
      close()
    },
  })
  const { onKeyDown } = write
  // On the whole document: the focus may still stand on the head of the dialog.
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })
  const fields = props.children(write.faults)
  return (
    <Dialog
      open
      onClose={close}
      title={props.title}
      {...(props.wide === undefined ? {} : { wide: props.wide })}
      actions={
        <>
          <span className="muted small keys-hint">{t('write.keys')}</span>
          <button type="button" className="button" onClick={close}>
            {t('common.cancel')}
          </button>
          <button
            type="button"
            className={props.danger === true ? 'button button-danger' : 'button button-primary'}
            disabled={!write.ready}
            onClick={write.submit}
          >
            {props.confirm}
          </button>
        </>
      }
    >
      <div className="stack">
        {fields}
        <RefusedRest error={write.error} faults={write.faults} />
        {write.trial.data === undefined ? null : props.preview?.(write.trial.data)}
      </div>
    </Dialog>
  )
}
