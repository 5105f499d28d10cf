import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { holdsCounty, partyUnit } from './party-unit.ts'
import type { PartyHistory } from './person-party.tsx'
import type { FaultBook } from './use-trial.ts'
import { WriteDialog } from './write-dialog.tsx'

type Row = In<'recordPartyMembers'>['rows'][number]
type Current = PartyHistory['records'][number]

interface FormProps {
  readonly person: Picked
  readonly history: PartyHistory
  readonly current: Current | null
  readonly close: () => void
  readonly onDone: () => void
}

interface Typed {
  readonly town: Picked | null
  readonly branchId: string
  readonly joinedParty: string
  readonly committee: boolean
  readonly secretary: boolean
  readonly cadrePost: string
  readonly from: string
  /** What becomes of the secretary before. */
  readonly former: 'committee' | 'member' | 'leaves'
}

/** The branches that can be chosen: those of the town, the person's own village first. */
function useBranches(town: Picked | null, villageId: string | null) {
  const branches = useRead('listBranches', {
    ...(town === null ? {} : { unitId: town.id }),
    limit: 500,
  })
  const rows = branches.data?.rows ?? []
  const isOwn = (row: (typeof rows)[number]) => row.village.id === villageId
  return [...rows.filter(isOwn), ...rows.filter((row) => !isOwn(row))]
}

/** A post stays behind in its branch: who moves to another one begins there without. */
function postsIn(branchId: string, current: Current | null) {
  const same = current !== null && current.branch.id === branchId
  return {
    branchId,
    committee: same && current.committee,
    secretary: same && current.secretary,
    cadrePost: same ? (current.cadrePost ?? '') : '',
  }
}

function rowsOf(props: FormProps, typed: Typed, former: Picked | null): Row[] {
  const { from, branchId, secretary } = typed
  const committee = typed.committee || secretary
  const post = typed.cadrePost.trim()
  const own: Row = {
    personId: props.person.id,
    branchId,
    from,
    committee,
    secretary,
    ...(typed.joinedParty === '' ? {} : { joinedParty: typed.joinedParty }),
    ...(post === '' ? {} : { cadrePost: post }),
  }
  if (former === null) return [own]
  const left = typed.former === 'leaves'
  const stays = typed.former === 'committee'
  return [own, { personId: former.id, branchId, from, committee: stays, leaves: left }]
}

/** Records a Party member of a branch, a new post, or the transfer to another branch. */
export function PartyForm(props: FormProps): ReactElement {
  const t = useT()
  const me = useMe()
  const { person, history, current } = props
  const [typed, setTyped] = useState<Typed>({
    town: history.town,
    ...postsIn(current?.branch.id ?? '', current),
    joinedParty: current?.joinedParty ?? '',
    from: me.clock.today,
    former: 'committee',
  })
  const branches = useBranches(typed.town, history.village?.id ?? null)
  const own = branches.find((row) => row.village.id === history.village?.id)
  const branchId = typed.branchId === '' ? (own?.id ?? '') : typed.branchId
  const branch = branches.find((row) => row.id === branchId)
  const secretary = branch?.secretary ?? null
  const former = typed.secretary && secretary?.id !== person.id ? secretary : null
  const unitId = partyUnit(me, {
    villageId: branch?.village.id ?? history.village?.id ?? null,
    townId: typed.town?.id ?? null,
  })
  const complete = unitId !== null && branchId !== '' && typed.from !== ''
  const moves = current !== null && current.branch.id !== branchId
  return (
    <WriteDialog
      title={t(current === null ? 'party.recordOf' : 'party.changeOf', { name: person.name })}
      confirm={t('party.save')}
      verb="recordPartyMembers"
      input={complete ? { unitId, rows: rowsOf(props, { ...typed, branchId }, former) } : null}
      close={props.close}
      onDone={props.onDone}
      preview={() => (
        <Notice tone="pass">
          {t('party.fine', { name: person.name, branch: branch?.name ?? '', day: typed.from })}
          {moves ? t('party.moves', { branch: current.branch.name }) : null}
        </Notice>
      )}
    >
      {(faults) => (
        <>
          {holdsCounty(me) ? (
            <UnitPicker
              label={t('common.town')}
              kind="town"
              value={typed.town}
              onChange={(town) => setTyped({ ...typed, town, branchId: '' })}
            />
          ) : null}
          <SelectField
            label={t('party.branch')}
            value={branchId}
            placeholder={t('party.choose')}
            onChange={(chosen) => setTyped({ ...typed, ...postsIn(chosen, current) })}
            options={branches.map((row) => ({
              value: row.id,
              label: t('common.with', { name: row.name, note: row.village.name }),
            }))}
          />
          <Fields
            typed={typed}
            set={(change) => setTyped({ ...typed, ...change })}
            faults={faults}
            former={former}
          />
        </>
      )}
    </WriteDialog>
  )
}

function Fields(props: {
  typed: Typed
  set: (change: Partial<Typed>) => void
  faults: FaultBook
  former: Picked | null
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { typed, set, faults, former } = props
  const wrong = faults.at('rows[0].secretary')
  return (
    <>
      <div className="columns-2">
        <DayField
          label={t('party.joinedMaybe')}
          value={typed.joinedParty}
          max={clock.today}
          onChange={(joinedParty) => set({ joinedParty })}
        />
        <DayField
          label={t('party.fromDay')}
          value={typed.from}
          max={clock.today}
          required
          onChange={(from) => set({ from })}
        />
      </div>
      <fieldset className="choice stack-tight">
        <legend>{t('party.post')}</legend>
        <label className="check">
          <input
            type="checkbox"
            checked={typed.committee || typed.secretary}
            disabled={typed.secretary}
            onChange={(event) => set({ committee: event.target.checked })}
          />
          {t('party.committee')}
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={typed.secretary}
            onChange={(event) => set({ secretary: event.target.checked })}
          />
          {t('party.secretary')}
        </label>
        {wrong === null ? null : <p className="field-error">{wrong}</p>}
      </fieldset>
      {former === null ? null : (
        <SelectField
          label={t('party.formerOf', { name: former.name })}
          value={typed.former}
          onChange={(chosen) => set({ former: chosen as Typed['former'] })}
          options={(['committee', 'member', 'leaves'] as const).map((value) => ({
            value,
            label: t(`party.former.${value}`),
          }))}
        />
      )}
      <TextField
        label={t('party.cadrePostMaybe')}
        hint={t('party.cadreHint')}
        value={typed.cadrePost}
        error={faults.at('rows[0].cadrePost')}
        onChange={(cadrePost) => set({ cadrePost })}
      />
    </>
  )
}

/** The person leaves the branch: moved away, left the Party, died. What was recorded stays. */
export function LeaveBranch(props: FormProps & { readonly current: Current }): ReactElement {
  const t = useT()
  const me = useMe()
  const { person, history, current } = props
  const [from, setFrom] = useState(me.clock.today)
  const unitId = partyUnit(me, {
    villageId: current.village.id,
    townId: history.town?.id ?? null,
  })
  const row = { personId: person.id, branchId: current.branch.id, from, leaves: true }
  return (
    <WriteDialog
      title={t('party.leaveOf', { name: person.name, branch: current.branch.name })}
      confirm={t('party.leave')}
      danger
      verb="recordPartyMembers"
      input={unitId === null || from === '' ? null : { unitId, rows: [row] }}
      close={props.close}
      onDone={props.onDone}
      preview={() => (
        <Notice tone="info">
          {t('party.left', { name: person.name, branch: current.branch.name, day: from })}
        </Notice>
      )}
    >
      {() => (
        <>
          <p>{t('party.leaveBody')}</p>
          <DayField
            label={t('party.leftOn')}
            value={from}
            max={me.clock.today}
            required
            onChange={setFrom}
          />
        </>
      )}
    </WriteDialog>
  )
}
