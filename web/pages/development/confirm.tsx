import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { CLASS_WORDS, CLASSES, type CoopClass, type Proposal } from './words.ts'

type Done = (answer: Out<'confirmClasses'>) => void

/** Puts one co-op into a class: as proposed, or another with its reason. */
export function ConfirmOne(props: {
  coop: { readonly id: string; readonly name: string }
  held: CoopClass | null
  proposed: CoopClass
  said: string
  close: () => void
  onDone: Done
}): ReactElement {
  const t = useT()
  const me = useMe()
  const { coop, proposed } = props
  const [given, setGiven] = useState<CoopClass>(proposed)
  const [on, setOn] = useState<string>(me.clock.today)
  const [document, setDocument] = useState('')
  const [reason, setReason] = useState('')
  const input: In<'confirmClasses'> | null =
    document.trim() === '' || on === ''
      ? null
      : {
          unitId: coop.id,
          on,
          document: document.trim(),
          rows: [{ coopId: coop.id, class: given, reason: reason.trim() }],
        }
  return (
    <WriteDialog
      verb="confirmClasses"
      title={t('class.confirmOf', { name: coop.name })}
      confirm={t('class.confirm')}
      input={input}
      close={props.close}
      onDone={props.onDone}
      preview={(answer) => <Notice tone="pass">{t('class.change', answer)}</Notice>}
    >
      {(faults) => (
        <>
          <p className="small">
            {t('one.says', { proposed: say(CLASS_WORDS[proposed]), said: props.said })}
          </p>
          <SelectField
            label={t('class.as')}
            value={given}
            onChange={(value) => setGiven(value as CoopClass)}
            options={CLASSES.map((value) => ({ value, label: say(CLASS_WORDS[value]) }))}
          />
          <div className="columns-2">
            <DayField label={t('class.on')} value={on} max={me.clock.today} onChange={setOn} />
            <TextField
              label={t('class.document')}
              value={document}
              required
              error={faults.at('document')}
              onChange={setDocument}
            />
          </div>
          <TextArea
            label={t('common.reason')}
            rows={3}
            value={reason}
            hint={t('class.reasonHint')}
            error={faults.at('rows[0].reason')}
            onChange={setReason}
          />
        </>
      )}
    </WriteDialog>
  )
}

type Filters = Omit<In<'listClassProposals'>, 'limit' | 'offset' | 'unanimous' | 'differs'>

/** Confirms all proposals of a filter that nothing unknown could change. */
export function ConfirmMany(props: {
  filters: Filters
  close: () => void
  onDone: Done
}): ReactElement {
  const t = useT()
  const me = useMe()
  const list = useRead('listClassProposals', {
    ...props.filters,
    unanimous: 'true',
    differs: 'true',
    limit: 500,
  })
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [on, setOn] = useState<string>(me.clock.today)
  const [document, setDocument] = useState('')
  const rows = (list.data?.rows ?? []).filter(({ coop }) => !left.has(coop.id))
  const input: In<'confirmClasses'> | null =
    document.trim() === '' || on === '' || rows.length === 0
      ? null
      : {
          unitId: ownUnit(me)?.id ?? '',
          on,
          document: document.trim(),
          rows: rows.map(({ coop, proposed }) => ({ coopId: coop.id, class: proposed })),
        }
  const flip = (id: string): void => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }
  return (
    <WriteDialog
      wide
      verb="confirmClasses"
      title={t('class.confirmAll')}
      confirm={t('class.confirmCount', { n: rows.length })}
      input={input}
      close={props.close}
      onDone={props.onDone}
      preview={(answer) => <Notice tone="pass">{t('class.change', answer)}</Notice>}
    >
      {(faults) => (
        <>
          <p className="muted small">{t('class.confirmAllHint')}</p>
          <div className="columns-2">
            <DayField label={t('class.on')} value={on} max={me.clock.today} onChange={setOn} />
            <TextField
              label={t('class.document')}
              value={document}
              required
              error={faults.at('document')}
              onChange={setDocument}
            />
          </div>
          <Loaded read={list} lines={4}>
            {(data) =>
              data.rows.length === 0 ? (
                <p className="muted">{t('class.confirmNone')}</p>
              ) : (
                <PickList rows={data.rows} left={left} flip={flip} />
              )
            }
          </Loaded>
        </>
      )}
    </WriteDialog>
  )
}

function PickList(props: {
  rows: readonly Proposal[]
  left: ReadonlySet<string>
  flip: (id: string) => void
}): ReactElement {
  const t = useT()
  return (
    <ul className="pick-list plain-list" aria-label={t('class.confirmAll')}>
      {props.rows.map((row) => (
        <li key={row.coop.id}>
          <label className="check">
            <input
              type="checkbox"
              checked={!props.left.has(row.coop.id)}
              onChange={() => props.flip(row.coop.id)}
            />
            <span>
              {row.town.name} {row.coop.name}{' '}
              <span className="muted small">
                {row.class === null ? t('class.none') : say(CLASS_WORDS[row.class])} →{' '}
                {say(CLASS_WORDS[row.proposed])}
              </span>
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}
