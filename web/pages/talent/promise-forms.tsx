import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/talent.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { optionsOf } from '../help/words.ts'
import { RefusedRest, useWrite, WriteDialog } from '../registry/write-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { type Chosen, FileField } from './file-field.tsx'
import { PLACE_WORDS, PROMISE_WORDS, type Promised } from './words.ts'

const nothing = (): void => undefined
const ofPromise = ({ village, promiseId }: Promised) => ({ villageId: village.id, promiseId })

interface FormProps {
  readonly row: Promised
  readonly close: () => void
}

export function Make(props: { villageId: string; close: () => void }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const branch = useRead('readBranchPoints', { villageId: props.villageId })
  const persons = branch.data?.branches.flatMap((one) => one.persons) ?? []
  const [personId, setPerson] = useState('')
  const [coop, setCoop] = useState<Picked | null>(null)
  const [what, setWhat] = useState('')
  const [on, setOn] = useState<string>(clock.today)
  const [dueOn, setDue] = useState('')
  return (
    <WriteDialog
      wide
      title={t('promise.add')}
      confirm={t('common.save')}
      verb="makePromise"
      input={
        personId === '' || what.trim() === '' || dueOn === ''
          ? null
          : {
              villageId: props.villageId,
              personId,
              coopId: coop?.id ?? null,
              what: what.trim(),
              on,
              dueOn,
            }
      }
      close={props.close}
      onDone={nothing}
    >
      {(faults) => (
        <>
          <div className="columns-2">
            <SelectField
              label={t('points.person')}
              value={personId}
              placeholder={t('points.pick')}
              options={persons.map(({ person }) => ({ value: person.id, label: person.name }))}
              onChange={setPerson}
            />
            <UnitPicker label={t('promise.coop')} kind="coop" value={coop} onChange={setCoop} />
          </div>
          <TextArea
            label={t('promise.what')}
            rows={2}
            value={what}
            error={faults.at('what')}
            onChange={setWhat}
          />
          <div className="columns-2">
            <DayField label={t('promise.madeOn')} value={on} max={clock.today} onChange={setOn} />
            <DayField label={t('promise.dueOn')} value={dueOn} min={on} onChange={setDue} />
          </div>
        </>
      )}
    </WriteDialog>
  )
}

type Place = In<'publishPromise'>['place']

export function Publish({ row, close }: FormProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const taken = row.notices.map(({ place }) => place)
  const free = optionsOf(PLACE_WORDS, say).filter(({ value }) => !taken.includes(value))
  const [place, setPlace] = useState<Place>(free[0]?.value ?? 'board')
  const [on, setOn] = useState<string>(clock.today)
  return (
    <WriteDialog
      title={`${t('promise.publish')} · ${row.number}`}
      confirm={t('promise.publish')}
      verb="publishPromise"
      input={{ ...ofPromise(row), place, on }}
      close={close}
      onDone={nothing}
    >
      {() => (
        <>
          <p>{row.what}</p>
          <SelectField
            label={t('promise.where')}
            value={place}
            options={free}
            onChange={(value) => setPlace(value as Place)}
          />
          <DayField
            label={t('points.on')}
            value={on}
            min={row.madeOn}
            max={clock.today}
            onChange={setOn}
          />
        </>
      )}
    </WriteDialog>
  )
}

export function Evidence({ row, close }: FormProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState<string>(clock.today)
  const [said, setSaid] = useState('')
  const [file, setFile] = useState<Chosen | null>(null)
  return (
    <WriteDialog
      title={`${t('promise.evidence')} · ${row.number}`}
      confirm={t('common.save')}
      verb="addPromiseEvidence"
      input={said.trim() === '' ? null : { ...ofPromise(row), on, said: said.trim(), file }}
      close={close}
      onDone={nothing}
    >
      {(faults) => (
        <>
          <p>{row.what}</p>
          <TextArea label={t('promise.said')} value={said} onChange={setSaid} />
          <DayField
            label={t('points.on')}
            value={on}
            min={row.madeOn}
            max={clock.today}
            onChange={setOn}
          />
          <FileField
            label={t('promise.file')}
            error={faults.at('file.content')}
            onChange={setFile}
          />
        </>
      )}
    </WriteDialog>
  )
}

/** On paper, counted by two persons, or on members' phones where the promise is shown there. */
export function Assess({ row, close }: FormProps): ReactElement {
  const t = useT()
  const onPhone = row.notices.some(({ place }) => place === 'phone')
  const [how, setHow] = useState<'paper' | 'phone'>(onPhone ? 'phone' : 'paper')
  const ways = (
    <Segments
      titled
      legend={t('promise.how')}
      value={how}
      options={[
        { value: 'paper', label: t('promise.paper') },
        ...(onPhone ? [{ value: 'phone' as const, label: t('promise.phone') }] : []),
      ]}
      onChange={setHow}
    />
  )
  return how === 'phone' ? (
    <OnPhones row={row} close={close} ways={ways} />
  ) : (
    <OnPaper row={row} close={close} ways={ways} />
  )
}

function OnPhones({ row, close, ways }: FormProps & { ways: ReactElement }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [until, setUntil] = useState('')
  return (
    <WriteDialog
      title={`${t('promise.assess')} · ${row.number}`}
      confirm={t('promise.assess')}
      verb="openAssessment"
      input={until === '' ? null : { ...ofPromise(row), until }}
      close={close}
      onDone={nothing}
    >
      {(faults) => (
        <>
          {ways}
          <DayField
            label={t('promise.until')}
            value={until}
            min={clock.today}
            onChange={setUntil}
          />
          <p className="field-error">{faults.at('until')}</p>
          <p className="muted">{t('promise.phoneHint')}</p>
        </>
      )}
    </WriteDialog>
  )
}

const count = (text: string): number => Number(text.replaceAll(/\D/g, '').slice(0, 4))

function useTally(row: Promised) {
  const { clock } = useMe()
  const [on, setOn] = useState<string>(clock.today)
  const [ballots, setBallots] = useState({ kept: '', partly: '', unkept: '' })
  const [counters, setCounters] = useState<[string, string]>(['', ''])
  const [file, setFile] = useState<Chosen | null>(null)
  const cast = Object.values(ballots).some((one) => count(one) > 0)
  const input: In<'countAssessment'> | null =
    !cast || counters.some((one) => one.trim() === '') || file === null
      ? null
      : {
          ...ofPromise(row),
          on,
          kept: count(ballots.kept),
          partly: count(ballots.partly),
          unkept: count(ballots.unkept),
          counters: [counters[0].trim(), counters[1].trim()],
          file,
        }
  return { on, setOn, ballots, setBallots, counters, setCounters, setFile, input }
}

function WillBe({ state }: { state: Promised['state'] | undefined }): ReactElement | null {
  const t = useT()
  if (state === undefined) return null
  return <Notice tone="info">{t('promise.willBe', { state: say(PROMISE_WORDS[state]) })}</Notice>
}

function OnPaper({ row, close, ways }: FormProps & { ways: ReactElement }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const tally = useTally(row)
  const write = useWrite({ verb: 'countAssessment', input: tally.input, onDone: close })
  const { ballots, setBallots, counters, setCounters } = tally
  const ballot = (key: keyof typeof ballots, label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      value={ballots[key]}
      error={write.faults.at(key)}
      onChange={(value) => setBallots({ ...ballots, [key]: value })}
    />
  )
  return (
    <Dialog
      open
      wide
      title={`${t('promise.assess')} · ${row.number}`}
      onClose={close}
      actions={
        <button
          type="button"
          className="button button-primary"
          disabled={!write.ready}
          onClick={write.submit}
        >
          {t('common.save')}
        </button>
      }
    >
      <div className="stack">
        {ways}
        <div className="columns-2">
          {ballot('kept', t('promise.ballotKept'))}
          {ballot('partly', t('promise.ballotPartly'))}
          {ballot('unkept', t('promise.ballotUnkept'))}
          <DayField
            label={t('promise.countedOn')}
            value={tally.on}
            min={row.madeOn}
            max={clock.today}
            onChange={tally.setOn}
          />
          {[t('promise.counterA'), t('promise.counterB')].map((label, i) => (
            <TextField
              key={label}
              label={label}
              value={counters[i] ?? ''}
              error={write.faults.at(`counters[${i}]`)}
              onChange={(value) =>
                setCounters(i === 0 ? [value, counters[1]] : [counters[0], value])
              }
            />
          ))}
        </div>
        <FileField
          label={t('promise.tally')}
          error={write.faults.at('file.content')}
          onChange={tally.setFile}
        />
        <RefusedRest error={write.error} faults={write.faults} />
        <WillBe state={write.trial.data?.state} />
      </div>
    </Dialog>
  )
}
