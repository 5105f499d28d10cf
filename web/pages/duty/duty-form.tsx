import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import {
  DEPARTMENT_WORDS,
  type Duty,
  EVERY_WORDS,
  optionsOf,
  POST_WORDS,
  SOURCE_WORDS,
} from './words.ts'

type Spec = In<'saveDuty'>['spec']

interface Typed {
  readonly id: string
  readonly post: Duty['post']
  readonly department: NonNullable<Duty['department']>
  readonly title: { readonly zh: string; readonly en: string }
  readonly duty: { readonly zh: string; readonly en: string }
  readonly document: string
  readonly clause: string
  readonly every: Duty['every']
  readonly source: Duty['source']
  readonly least: string
}

const EMPTY: Typed = {
  id: '',
  post: 'town_committee',
  department: 'county_agriculture',
  title: { zh: '', en: '' },
  duty: { zh: '', en: '' },
  document: '',
  clause: '',
  every: 'month',
  source: 'orders',
  least: '',
}

const typedOf = (duty: Duty): Typed => ({
  ...duty,
  department: duty.department ?? 'county_agriculture',
  document: duty.document ?? '',
  least: duty.least === null ? '' : String(duty.least),
})

const specOf = (typed: Typed): Spec => ({
  id: typed.id.trim(),
  post: typed.post,
  department: typed.post === 'department' ? typed.department : null,
  title: { zh: typed.title.zh.trim(), en: typed.title.en.trim() || typed.title.zh.trim() },
  duty: { zh: typed.duty.zh.trim(), en: typed.duty.en.trim() || typed.duty.zh.trim() },
  document: typed.document === '' ? null : typed.document,
  clause: typed.clause.trim(),
  every: typed.every,
  source: typed.source,
  least: typed.least === '' ? null : Number(typed.least),
})

/** A duty in the county's own words, from a day. */
export function DutyForm({ duty, close }: { duty: Duty | null; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [typed, setTyped] = useState<Typed>(duty === null ? EMPTY : typedOf(duty))
  const [validFrom, setFrom] = useState<string>(clock.today)
  const [reason, setReason] = useState('')
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  const full = [typed.id, typed.title.zh, typed.duty.zh, typed.clause, reason, validFrom].every(
    (one) => one.trim() !== '',
  )
  return (
    <WriteDialog
      wide
      title={duty === null ? t('duty.add') : `${t('duty.edit')} · ${say(duty.title)}`}
      confirm={t('common.save')}
      verb="saveDuty"
      input={full ? { spec: specOf(typed), validFrom, reason: reason.trim() } : null}
      close={close}
      onDone={() => undefined}
      preview={() => <p className="muted">{t('duty.saved')}</p>}
    >
      {(faults) => (
        <>
          <Fields typed={typed} set={set} named={duty !== null} faults={faults} />
          <div className="columns-2">
            <DayField
              label={t('duty.validFrom')}
              value={validFrom}
              min={clock.today}
              onChange={setFrom}
            />
            <TextField label={t('duty.reason')} value={reason} onChange={setReason} />
          </div>
        </>
      )}
    </WriteDialog>
  )
}

interface Part {
  readonly typed: Typed
  readonly set: (change: Partial<Typed>) => void
  readonly faults: FaultBook
}

function Fields(props: Part & { named: boolean }): ReactElement {
  const t = useT()
  const { typed, set, named, faults } = props
  return (
    <>
      <div className="columns-2">
        {named ? null : (
          <TextField
            label={t('duty.id')}
            value={typed.id}
            error={faults.at('spec.id')}
            onChange={(id) => set({ id })}
          />
        )}
        <TextField
          label={t('duty.name')}
          value={typed.title.zh}
          onChange={(zh) => set({ title: { ...typed.title, zh } })}
        />
        <TextField
          label={t('duty.nameEn')}
          value={typed.title.en}
          onChange={(en) => set({ title: { ...typed.title, en } })}
        />
        <SelectField
          label={t('duty.post')}
          value={typed.post}
          options={optionsOf(POST_WORDS, say)}
          onChange={(post) => set({ post: post as Typed['post'] })}
        />
        {typed.post === 'department' ? (
          <SelectField
            label={t('duty.department')}
            value={typed.department}
            options={optionsOf(DEPARTMENT_WORDS, say)}
            onChange={(one) => set({ department: one as Typed['department'] })}
          />
        ) : null}
      </div>
      <ProofFields typed={typed} set={set} faults={faults} />
      <TextArea
        label={t('duty.text')}
        rows={2}
        value={typed.duty.zh}
        onChange={(zh) => set({ duty: { ...typed.duty, zh } })}
      />
      <TextField
        label={t('duty.textEn')}
        value={typed.duty.en}
        onChange={(en) => set({ duty: { ...typed.duty, en } })}
      />
      <TextField
        label={t('duty.clause')}
        value={typed.clause}
        onChange={(clause) => set({ clause })}
      />
    </>
  )
}

/** How often, and what proves it. */
function ProofFields({ typed, set, faults }: Part): ReactElement {
  const t = useT()
  const documents = useRead('listDocuments', {})
  return (
    <div className="columns-2">
      <SelectField
        label={t('duty.every')}
        value={typed.every}
        options={optionsOf(EVERY_WORDS, say)}
        onChange={(every) => set({ every: every as Typed['every'] })}
      />
      <SelectField
        label={t('duty.source')}
        value={typed.source}
        options={optionsOf(SOURCE_WORDS, say)}
        onChange={(source) => set({ source: source as Typed['source'] })}
      />
      <TextField
        label={t('duty.leastField')}
        inputMode="numeric"
        value={typed.least}
        error={faults.at('spec.least')}
        onChange={(least) => set({ least: least.replaceAll(/\D/g, '').slice(0, 3) })}
      />
      <SelectField
        label={t('duty.document')}
        value={typed.document}
        options={[
          { value: '', label: t('duty.noDocument') },
          ...(documents.data?.documents ?? []).map((one) => ({
            value: one.code,
            label: say(one.title),
          })),
        ]}
        onChange={(document) => set({ document })}
      />
    </div>
  )
}
