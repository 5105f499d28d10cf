import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { base64Of, picturesOf } from '../ledger/photo.ts'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { type Level, LEVEL_WORDS, optionsOf } from './words.ts'

const EMPTY = {
  level: 'county' as Level,
  year: '',
  code: '',
  title: '',
  purpose: '',
  issuer: '',
  document: '',
  documentOn: '',
  restrictions: '',
  amount: '',
  kind: 'integrated' as 'integrated' | 'restricted' | 'apart',
}
type Given = typeof EMPTY
type Scan = { readonly name: string; readonly content: string } | null

const NEEDED = [
  'year',
  'code',
  'title',
  'purpose',
  'issuer',
  'document',
  'documentOn',
  'amount',
] as const

/** A fund by its document; money that the law ties to its purpose stays apart. */
export function AddFund({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const own = ownUnit(me)
  const [given, setGiven] = useState<Given>({ ...EMPTY, year: me.clock.today.slice(0, 4) })
  const [file, setFile] = useState<Scan>(null)
  const ready = own !== null && NEEDED.every((key) => given[key].trim() !== '')
  const { kind, amount, ...rest } = given
  const input: In<'addSupportFund'> | null = ready
    ? {
        ...rest,
        unitId: own.id,
        amount: amount.trim(),
        restricted: kind === 'restricted',
        integrated: kind === 'integrated',
        file,
      }
    : null
  return (
    <WriteDialog
      wide
      title={t('fund.add')}
      confirm={t('common.save')}
      verb="addSupportFund"
      input={input}
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <Fields given={given} set={setGiven} faults={faults} />
          <Picker file={file} set={setFile} />
        </>
      )}
    </WriteDialog>
  )
}

function Fields(props: {
  given: Given
  set: (given: Given) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { given, set, faults } = props
  const field = (key: (typeof NEEDED)[number], mode: 'text' | 'numeric' | 'decimal' = 'text') => (
    <TextField
      label={t(`fund.${key}` as 'fund.code')}
      inputMode={mode}
      value={given[key]}
      error={faults.at(key)}
      onChange={(value) => set({ ...given, [key]: value })}
    />
  )
  return (
    <>
      {field('title')}
      <div className="columns-2">
        <SelectField
          label={t('fund.level')}
          value={given.level}
          options={optionsOf(LEVEL_WORDS, say)}
          onChange={(value) => set({ ...given, level: value as Level })}
        />
        {field('year', 'numeric')}
        {field('issuer')}
        {field('document')}
        <DayField
          label={t('fund.documentOn')}
          value={given.documentOn}
          max={clock.today}
          onChange={(documentOn) => set({ ...given, documentOn })}
        />
        {field('code')}
        {field('amount', 'decimal')}
        <SelectField
          label={t('fund.kind')}
          value={given.kind}
          hint={t('fund.kindHint')}
          options={[
            { value: 'integrated', label: t('fund.integrated') },
            { value: 'restricted', label: t('fund.restricted') },
            { value: 'apart', label: t('fund.apart') },
          ]}
          onChange={(value) => set({ ...given, kind: value as Given['kind'] })}
        />
      </div>
      {field('purpose')}
      <TextArea
        label={t('fund.restrictions')}
        rows={2}
        value={given.restrictions}
        onChange={(restrictions) => set({ ...given, restrictions })}
      />
    </>
  )
}

function Picker({ file, set }: { file: Scan; set: (file: Scan) => void }): ReactElement {
  const t = useT()
  const pick = async (files: FileList | null): Promise<void> => {
    if (files === null) return
    const [picture] = await picturesOf(files)
    if (picture === undefined) return
    set({ name: picture.name, content: await base64Of(picture.blob) })
  }
  return (
    <label className="button">
      {file === null ? t('fund.scan') : asWritten(file.name)}
      <input
        type="file"
        className="visually-hidden"
        accept="image/*,application/pdf"
        onChange={(event) => void pick(event.target.files)}
      />
    </label>
  )
}
