import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { base64Of, picturesOf } from '../ledger/photo.ts'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { optionsOf, type Request, REQUEST_WORDS } from './words.ts'

const EMPTY = {
  title: '',
  reason: '',
  amount: '',
  months: '',
  lender: '',
  landUse: '',
  area: '',
  planYear: '',
}
type Given = typeof EMPTY
type Set = (key: keyof Given) => (value: string) => void

interface File {
  readonly name: string
  readonly content: string
}

const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())
const wholeOf = (typed: string): number | null =>
  /^\d{1,4}$/.test(typed.trim()) ? Number(typed.trim()) : null

/** What is sent: of each kind only what its department asks for. */
const inputOf = (of: {
  readonly unitId: string
  readonly kind: Request['kind']
  readonly given: Given
  readonly files: readonly File[]
}): In<'askSupport'> => {
  const { unitId, kind, given, files } = of
  return {
    unitId,
    kind,
    title: given.title.trim(),
    reason: given.reason.trim(),
    amount: kind === 'land' ? null : orNull(given.amount),
    months: kind === 'loan' ? wholeOf(given.months) : null,
    lender: kind === 'loan' ? orNull(given.lender) : null,
    landUse: kind === 'land' ? orNull(given.landUse) : null,
    area: kind === 'land' ? orNull(given.area) : null,
    planYear: kind === 'land' ? wholeOf(given.planYear) : null,
    files: [...files],
  }
}

/** Asks for money, a loan recommendation or land: what each department needs to know, and the papers. */
export function Ask(props: { unitId: string | null; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const own = ownUnit(me)
  const fixed = props.unitId ?? (own?.kind === 'coop' ? own.id : null)
  const [unit, setUnit] = useState<Picked | null>(
    own?.kind === 'village' && fixed === null ? { id: own.id, name: own.name } : null,
  )
  const [kind, setKind] = useState<Request['kind']>('fund')
  const [given, setGiven] = useState(EMPTY)
  const [files, setFiles] = useState<readonly File[]>([])
  const set: Set = (key) => (value) => setGiven({ ...given, [key]: value })
  const unitId = fixed ?? unit?.id ?? null
  const ready = unitId !== null && given.title.trim() !== '' && given.reason.trim() !== ''
  const input = ready ? inputOf({ unitId, kind, given, files }) : null
  return (
    <WriteDialog
      title={t('request.ask')}
      confirm={t('request.send')}
      verb="askSupport"
      input={input}
      close={props.close}
      onDone={() => undefined}
      preview={() => <p className="muted">{t(`request.way.${kind}`)}</p>}
    >
      {(faults) => (
        <>
          {fixed === null ? (
            <UnitPicker label={t('alloc.unit')} kind="coop" value={unit} onChange={setUnit} />
          ) : null}
          <SelectField
            label={t('request.kind')}
            value={kind}
            options={optionsOf(REQUEST_WORDS, say)}
            onChange={(value) => setKind(value as typeof kind)}
          />
          <TextField
            label={t('request.what')}
            value={given.title}
            error={faults.at('title')}
            onChange={set('title')}
          />
          <Special kind={kind} given={given} set={set} faults={faults} />
          <TextArea
            label={t('request.reason')}
            rows={3}
            value={given.reason}
            error={faults.at('reason')}
            onChange={set('reason')}
          />
          <Files files={files} set={setFiles} />
        </>
      )}
    </WriteDialog>
  )
}

function Files(props: {
  files: readonly File[]
  set: (files: readonly File[]) => void
}): ReactElement {
  const t = useT()
  const pick = async (list: FileList | null): Promise<void> => {
    if (list === null) return
    const fresh = await Promise.all(
      (await picturesOf(list)).map(async ({ name, blob }) => ({
        name,
        content: await base64Of(blob),
      })),
    )
    props.set([...props.files, ...fresh].slice(0, 9))
  }
  return (
    <>
      <label className="button">
        {t('request.files')}
        <input
          type="file"
          className="visually-hidden"
          accept="image/*,application/pdf"
          multiple
          onChange={(event) => void pick(event.target.files)}
        />
      </label>
      {props.files.map(({ name }, i) => (
        <p key={`${name}${i}`} className="muted small">
          {asWritten(name)}
        </p>
      ))}
    </>
  )
}

function Special(props: {
  kind: Request['kind']
  given: Given
  set: Set
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { kind, given, set, faults } = props
  const field = (key: keyof Given, mode: 'decimal' | 'numeric' | 'text' = 'text') => (
    <TextField
      label={t(`request.${key}` as 'request.amount')}
      inputMode={mode}
      value={given[key]}
      error={faults.at(key)}
      onChange={set(key)}
    />
  )
  if (kind === 'land') {
    return (
      <>
        {field('landUse')}
        <div className="columns-2">
          {field('area', 'decimal')}
          {field('planYear', 'numeric')}
        </div>
      </>
    )
  }
  return (
    <div className="columns-2">
      {field('amount', 'decimal')}
      {kind === 'loan' ? field('months', 'numeric') : null}
      {kind === 'loan' ? field('lender') : null}
    </div>
  )
}
