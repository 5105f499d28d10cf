import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import type { Picked } from '../../ui/unit-picker.tsx'
import { partyUnit } from './party-unit.ts'
import { UnitPickers } from './unit-pickers.tsx'
import type { FaultBook } from './use-trial.ts'
import { WriteDialog } from './write-dialog.tsx'

type Row = In<'recordPartyMembers'>['rows'][number]

/** What is typed of one person beside the name. */
interface Facts {
  readonly joinedParty: string
  readonly committee: boolean
  readonly cadrePost: string
}
const NOTHING: Facts = { joinedParty: '', committee: false, cadrePost: '' }

function rowOf(
  row: Pick<Row, 'personId' | 'branchId' | 'from'>,
  { joinedParty, committee, cadrePost }: Facts,
): Row {
  const post = cadrePost.trim()
  return {
    ...row,
    committee,
    ...(joinedParty === '' ? {} : { joinedParty }),
    ...(post === '' ? {} : { cadrePost: post }),
  }
}

/** Takes several persons into the branch at once: a branch has thirty members, found one after the other. */
export function BranchMembersForm(props: {
  village: Out<'readVillage'>
  branch: Picked
  close: () => void
  onDone: (added: number) => void
}): ReactElement {
  const t = useT()
  const me = useMe()
  const { village, branch } = props
  const [people, setPeople] = useState<readonly Picked[]>([])
  const [facts, setFacts] = useState<Readonly<Record<string, Facts>>>({})
  const [from, setFrom] = useState(me.clock.today)
  const unitId = partyUnit(me, { villageId: village.id, townId: village.town.id })
  const rows = people.map(({ id }) =>
    rowOf({ personId: id, branchId: branch.id, from }, facts[id] ?? NOTHING),
  )
  const ready = unitId !== null && rows.length > 0 && from !== ''
  return (
    <WriteDialog
      wide
      title={t('branch.addTo', { name: branch.name })}
      confirm={rows.length === 0 ? t('party.save') : t('branch.addN', { n: rows.length })}
      verb="recordPartyMembers"
      input={ready ? { unitId, rows } : null}
      close={props.close}
      onDone={({ recorded }) => props.onDone(recorded)}
      preview={({ recorded }) => (
        <Notice tone="pass">{t('branch.fine', { n: recorded, day: from })}</Notice>
      )}
    >
      {(faults) => (
        <>
          <UnitPickers
            label={t('branch.find')}
            hint={t('branch.findHint')}
            kind="person"
            several
            value={people}
            onChange={setPeople}
          />
          <DayField
            label={t('party.fromDay')}
            value={from}
            max={me.clock.today}
            required
            onChange={setFrom}
          />
          {people.map((person, i) => (
            <PersonRow
              key={person.id}
              place={`rows[${i}]`}
              person={person}
              facts={facts[person.id] ?? NOTHING}
              faults={faults}
              set={(change) =>
                setFacts({ ...facts, [person.id]: { ...(facts[person.id] ?? NOTHING), ...change } })
              }
            />
          ))}
        </>
      )}
    </WriteDialog>
  )
}

function PersonRow(props: {
  person: Picked
  place: string
  facts: Facts
  faults: FaultBook
  set: (change: Partial<Facts>) => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { person, place, facts, faults, set } = props
  const wrong = ['personId', 'from', 'joinedParty']
    .map((field) => faults.at(`${place}.${field}`))
    .filter((fault) => fault !== null)
  return (
    <fieldset className="choice branch-row">
      <legend>{person.name}</legend>
      <DayField
        label={t('party.joinedMaybe')}
        value={facts.joinedParty}
        max={clock.today}
        onChange={(joinedParty) => set({ joinedParty })}
      />
      <TextField
        label={t('party.cadrePostMaybe')}
        value={facts.cadrePost}
        error={faults.at(`${place}.cadrePost`)}
        onChange={(cadrePost) => set({ cadrePost })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={facts.committee}
          onChange={(event) => set({ committee: event.target.checked })}
        />
        {t('party.committee')}
      </label>
      {wrong.map((fault) => (
        <p key={fault} className="field-error">
          {fault}
        </p>
      ))}
    </fieldset>
  )
}
