import { type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react'
import { say, useLanguage } from '../locale/translate.ts'
import { Icon } from './icon.tsx'
import { WORDS } from './words.ts'

interface DialogProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** The row of buttons at the foot. */
  readonly actions?: ReactNode
  readonly wide?: boolean
}

/** A modal dialog of the browser: focus stays inside, Escape closes, focus returns. */
export function Dialog(props: DialogProps): ReactElement | null {
  const { open, onClose, title, children, actions, wide } = props
  const element = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useLanguage()
  useEffect(() => {
    const dialog = element.current
    if (open && dialog?.open === false) dialog.showModal()
  }, [open])
  if (!open) return null
  return (
    <dialog
      ref={element}
      className={wide === true ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button
          type="button"
          className="button-plain"
          aria-label={say(WORDS.close)}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="dialog-body">{children}</div>
      {actions === undefined ? null : <div className="dialog-foot">{actions}</div>}
    </dialog>
  )
}

interface ConfirmProps {
  readonly open: boolean
  readonly title: string
  /** What exactly will happen, to what. */
  readonly children: ReactNode
  readonly confirm: string
  readonly danger?: boolean
  readonly busy?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks once more before an act that cannot be taken back, and names what it does. */
export function ConfirmDialog(props: ConfirmProps): ReactElement | null {
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      actions={
        <>
          <button type="button" className="button" onClick={props.onClose}>
            {say(WORDS.cancel)}
          </button>
          <button
            type="button"
            className={props.danger === true ? 'button button-danger' : 'button button-primary'}
            disabled={props.busy === true}
            onClick={props.onConfirm}
          >
            {props.confirm}
          </button>
        </>
      }
    >
      {props.children}
    </Dialog>
  )
}
