import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { type Chosen, FileField } from './file-field.tsx'

type Read = Out<'readBranchPoints'>
const nothing = (): void => undefined

function useDeed(villageId: string) {
  const { clock } = useMe()
  const [personId, setPerson] = useState('')
  const [item, setItem] = useState('')
  const [times, setTimes] = useState('1')
  const [on, setOn] = useState<string>(clock.today)
  const [evidence, setEvidence] = useState('')
  const [file, setFile] = useState<Chosen | null>(null)
  const ready = personId !== '' && item !== '' && /^[1-9]\d?$/.test(times) && evidence.trim() !== ''
  const said = evidence.trim()
  const input: In<'recordPoints'> | null = ready
    ? { villageId, personId, item, times: Number(times), on, evidence: said, file }
    : null
  const set = { setPerson, setItem, setTimes, setOn, setEvidence, setFile }
  return { personId, item, times, on, evidence, input, ...set }
}

const fileOf = ({ setFile }: ReturnType<typeof useDeed>, faults: FaultBook) => ({
  error: faults.at('file.content'),
  onChange: setFile,
})

/** A deed with day and evidence; the dry run says what it is worth under the cap. */
export function RecordPoints(props: {
  villageId: string
  items: Read['items']
  persons: readonly { readonly id: string; readonly name: string }[]
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const form = useDeed(props.villageId)
  const { personId, item, times, on, evidence } = form
  return (
    <WriteDialog
      wide
      title={t('points.record')}
      confirm={t('common.save')}
      verb="recordPoints"
      input={form.input}
      close={props.close}
      onDone={nothing}
      preview={({ points, leftOut }) => (
        <Notice tone={leftOut === 0 ? 'info' : 'depends'}>
          {t('points.willGet', { n: points })}{' '}
          {leftOut === 0 ? null : t('points.leftOut', { n: leftOut })}
        </Notice>
      )}
    >
      {(faults) => (
        <>
          <div className="columns-2">
            <SelectField
              label={t('points.person')}
              value={personId}
              placeholder={t('points.pick')}
              options={props.persons.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={form.setPerson}
            />
            <SelectField
              label={t('points.item')}
              value={item}
              placeholder={t('points.pick')}
              options={props.items.map(({ key, title, points, yearCap }) => ({
                value: key,
                label: t('points.itemOption', { title: say(title), points, cap: yearCap }),
              }))}
              onChange={form.setItem}
            />
            <TextField
              label={t('points.times')}
              inputMode="numeric"
              value={times}
              error={faults.at('times')}
              onChange={form.setTimes}
            />
            <DayField label={t('points.on')} value={on} max={clock.today} onChange={form.setOn} />
          </div>
          <TextArea
            label={t('points.evidence')}
            rows={2}
            value={evidence}
            error={faults.at('evidence')}
            onChange={form.setEvidence}
          />
          <FileField label={t('points.file')} {...fileOf(form, faults)} />
        </>
      )}
    </WriteDialog>
  )
}

/** Closes the year before for all branches of the own unit. */
export function ClosePoints(props: { unitId: string; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const last = Number(clock.today.slice(0, 4)) - 1
  const [year, setYear] = useState(String(last))
  return (
    <WriteDialog
      danger
      title={t('points.close')}
      confirm={t('points.close')}
      verb="closePointYear"
      input={{ unitId: props.unitId, year: Number(year) }}
      close={props.close}
      onDone={nothing}
      preview={({ closed, persons, points }) => (
        <Notice tone="info">{t('points.closeResult', { n: closed, persons, points })}</Notice>
      )}
    >
      {() => (
        <>
          <p>{t('points.closeBody')}</p>
          <SelectField
            label={t('points.year')}
            value={year}
            options={[last, last - 1].map((one) => ({ value: String(one), label: String(one) }))}
            onChange={setYear}
          />
        </>
      )}
    </WriteDialog>
  )
}
