import { type ReactElement, type ReactNode, useId, useRef } from 'react'

/** Places an open popover under (or above) its button, inside the window. */
function place(button: HTMLElement, panel: HTMLElement, align: 'start' | 'end'): void {
  const at = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = panel
  const wanted = align === 'start' ? at.left : at.right - width
  const left = Math.max(8, Math.min(wanted, window.innerWidth - width - 8))
  const below = at.bottom + 6
  const fits = below + height <= window.innerHeight - 8
  const top = fits ? below : Math.max(8, at.top - height - 6)
  panel.style.left = `${left}px`
  panel.style.top = `${top}px`
}

interface PopoverProps {
  /** What the button shows; `label` is its accessible name when it shows only an icon. */
  readonly button: ReactNode
  readonly label?: string
  readonly className?: string
  readonly align?: 'start' | 'end'
  readonly children: ReactNode | ((close: () => void) => ReactNode)
}

/** The panel's content with its own way to close it. */
const Inside = (props: { draw: (close: () => void) => ReactNode; close: () => void }): ReactNode =>
  props.draw(props.close)

/** A button with a panel that the browser itself opens, closes on Escape or a click outside, and keeps in order. */
export function Popover(props: PopoverProps): ReactElement {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const { align = 'start', children } = props
  const onToggle = (event: { newState: string }): void => {
    if (event.newState !== 'open' || button.current === null || panel.current === null) return
    place(button.current, panel.current, align)
  }
  const close = (): void => panel.current?.hidePopover()
  return (
    <>
      <button
        ref={button}
        type="button"
        className={props.className ?? 'button-plain'}
        aria-label={props.label}
        title={props.label}
        popoverTarget={id}
      >
        {props.button}
      </button>
      <div ref={panel} id={id} popover="auto" className="popover" onToggle={onToggle}>
        {typeof children === 'function' ? <Inside draw={children} close={close} /> : children}
      </div>
    </>
  )
}
