import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { NumberField } from './number-field.tsx'
import { readCount } from './read-count.ts'
import type { FaultBook } from './use-trial.ts'
import { WriteDialog } from './write-dialog.tsx'

type Village = Out<'readVillage'>
type Industry = Village['industries'][number]

interface Typed {
  readonly code: string
  readonly areaMu: string
  readonly households: string
  readonly note: string
  readonly from: string
}

/** The catalogue of industries as choices, and the code of one by its id. */
export function useIndustries() {
  const list = useRead('listIndustries', {}, { fresh: Number.POSITIVE_INFINITY })
  const all = list.data?.industries ?? []
  return {
    options: all.map((one) => ({
      value: one.code,
      label: one.path.length > 1 ? one.path.join(' / ') : say(one.name),
    })),
    codeOf: (id: string): string => all.find((one) => one.id === id)?.code ?? '',
  }
}

function inputOf(
  villageId: string,
  typed: Typed,
  ended: boolean,
): In<'recordVillageIndustries'> | null {
  const households = readCount(typed.households)
  if (typed.code === '' || typed.from === '' || households === null) return null
  const row = { villageId, industry: typed.code, from: typed.from, note: typed.note.trim() }
  if (ended) return { unitId: villageId, rows: [{ ...row, ended: true }] }
  return {
    unitId: villageId,
    rows: [
      {
        ...row,
        ...(typed.areaMu.trim() === '' ? {} : { areaMu: typed.areaMu.trim() }),
        ...(households === undefined ? {} : { households }),
      },
    ],
  }
}

/** Records an industry of the village from a day, or (with `industry`) changes or gives up one. */
export function VillageIndustry(props: {
  village: Village
  industry: Industry | null
  ending: boolean
  close: () => void
  onDone: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const industries = useIndustries()
  const { village, industry, ending } = props
  const [typed, setTyped] = useState<Typed>({
    code: '',
    areaMu: industry?.areaMu ?? '',
    households: String(industry?.households ?? ''),
    note: industry?.note ?? '',
    from: clock.today,
  })
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  const code = industry === null ? typed.code : industries.codeOf(industry.industry.id)
  const name = industry?.industry.name ?? ''
  const title = ending
    ? t('industry.endOf', { name })
    : industry === null
      ? t('industry.addTo', { village: village.shortName })
      : t('industry.changeOf', { name })
  const candidate = village.cooperatives.length === 0 && !ending
  return (
    <WriteDialog
      title={title}
      confirm={t(ending ? 'industry.end' : 'industry.record')}
      danger={ending}
      verb="recordVillageIndustries"
      input={inputOf(village.id, { ...typed, code }, ending)}
      close={props.close}
      onDone={props.onDone}
      preview={() => (candidate ? <Notice tone="info">{t('industry.candidate')}</Notice> : null)}
    >
      {(faults) => (
        <>
          {industry === null ? (
            <SelectField
              label={t('villages.industries')}
              value={typed.code}
              placeholder="—"
              onChange={(code) => set({ code })}
              options={industries.options}
            />
          ) : null}
          <FactFields typed={typed} set={set} ending={ending} faults={faults} />
        </>
      )}
    </WriteDialog>
  )
}

function FactFields(props: {
  typed: Typed
  set: (change: Partial<Typed>) => void
  ending: boolean
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { typed, set, ending, faults } = props
  return (
    <>
      {ending ? null : (
        <div className="columns-2">
          <TextField
            label={t('coops.area')}
            inputMode="decimal"
            value={typed.areaMu}
            error={faults.at('areaMu')}
            onChange={(areaMu) => set({ areaMu })}
          />
          <NumberField
            label={t('industry.households')}
            value={typed.households}
            error={readCount(typed.households) === null ? t('base.wrong') : null}
            onChange={(households) => set({ households })}
          />
        </div>
      )}
      <div className="columns-2">
        <DayField
          label={t(ending ? 'industry.endedOn' : 'industry.from')}
          value={typed.from}
          max={clock.today}
          onChange={(from) => set({ from })}
        />
        <TextField label={t('common.note')} value={typed.note} onChange={(note) => set({ note })} />
      </div>
    </>
  )
}
