import type { ReactElement } from 'react'
import { type Label, useT } from '../../locale/ledger.ts'
import { Dialog } from '../../ui/dialog.tsx'

const KEYS: readonly (readonly [string, Label])[] = [
  ['Enter', 'keys.next'],
  ['Shift+Enter', 'keys.back'],
  ['↑ ↓', 'keys.rows'],
  ['=', 'keys.balance'],
  ['/', 'keys.side'],
  ['+', 'keys.copyLine'],
  ['Ctrl+D', 'keys.copyLine'],
  ['Ctrl+Del', 'keys.removeLine'],
  ['Ctrl+Ins', 'keys.insertLine'],
  ['F2', 'keys.template'],
  ['F8', 'keys.copyLast'],
  ['Ctrl+Home', 'keys.date'],
  ['Ctrl+Enter', 'keys.save'],
  ['Ctrl+S', 'keys.keep'],
  ['Alt+PgDn', 'keys.nextPhoto'],
  ['Alt+PgUp', 'keys.lastPhoto'],
  ['Alt+R', 'keys.turn'],
  ['Alt+Z', 'keys.zoom'],
  ['?', 'keys.keys'],
]

/** Every key of the voucher desk on one sheet. */
export function KeyMap({ close }: { close: () => void }): ReactElement {
  const t = useT()
  return (
    <Dialog open onClose={close} title={t('keys.title')}>
      <dl className="key-map">
        {KEYS.map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
