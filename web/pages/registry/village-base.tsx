import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { NumberField } from './number-field.tsx'
import { readCount } from './read-count.ts'
import { WriteDialog } from './write-dialog.tsx'

type Village = Out<'readVillage'>
type Input = In<'recordVillageBases'>

const COUNTS = [
  'registeredHouseholds',
  'residentHouseholds',
  'collectiveHouseholds',
  'population',
] as const
type Typed = Readonly<Record<(typeof COUNTS)[number] | 'asOf' | 'source', string>>

function inputOf(villageId: string, typed: Typed): Input | null {
  const counts = COUNTS.map((key) => [key, readCount(typed[key])] as const)
  const wrong = counts.some(([, value]) => value === null)
  const registered = readCount(typed.registeredHouseholds)
  if (wrong || typeof registered !== 'number') return null
  if (typed.asOf === '' || typed.source.trim() === '') return null
  const given = Object.fromEntries(counts.filter(([, value]) => value !== undefined))
  return {
    unitId: villageId,
    rows: [
      {
        ...given,
        registeredHouseholds: registered,
        villageId,
        asOf: typed.asOf,
        source: typed.source.trim(),
      },
    ],
  }
}

/** Takes down the counts of households that the rules divide by; older counts stay for their days. */
export function VillageBase(props: {
  village: Village
  close: () => void
  onDone: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { village } = props
  const { base } = village
  const [typed, setTyped] = useState<Typed>({
    registeredHouseholds: String(base?.registeredHouseholds ?? ''),
    residentHouseholds: String(base?.residentHouseholds ?? ''),
    collectiveHouseholds: String(base?.collectiveHouseholds ?? ''),
    population: String(base?.population ?? ''),
    asOf: clock.today,
    source: '',
  })
  const wrong = (key: (typeof COUNTS)[number]): string | null =>
    readCount(typed[key]) === null ? t('base.wrong') : null
  return (
    <WriteDialog
      title={t('base.titleOf', { village: village.shortName })}
      confirm={t('base.record')}
      verb="recordVillageBases"
      input={inputOf(village.id, typed)}
      close={props.close}
      onDone={props.onDone}
      preview={() => <Tenth typed={typed} />}
    >
      {(faults) => (
        <>
          <p className="muted">
            {t('base.hint')} <Go to={paths.rule('SEED-HH10')}>{t('base.rule')}</Go>
          </p>
          <div className="columns-2">
            {COUNTS.map((key) => (
              <NumberField
                key={key}
                label={t(`base.${key}`)}
                value={typed[key]}
                required={key === 'registeredHouseholds'}
                error={wrong(key) ?? faults.at(key)}
                onChange={(value) => setTyped({ ...typed, [key]: value })}
              />
            ))}
            <DayField
              label={t('base.asOf')}
              value={typed.asOf}
              max={clock.today}
              onChange={(asOf) => setTyped({ ...typed, asOf })}
            />
            <TextField
              label={t('village.baseSource')}
              hint={t('base.sourceHint')}
              value={typed.source}
              required
              error={faults.at('source')}
              onChange={(source) => setTyped({ ...typed, source })}
            />
          </div>
        </>
      )}
    </WriteDialog>
  )
}

/** What the counts come to: a tenth of each, rounded up, as the rule asks. */
function Tenth({ typed }: { typed: Typed }): ReactElement {
  const t = useT()
  const registered = readCount(typed.registeredHouseholds) ?? 0
  return <Notice tone="info">{t('base.tenth', { n: Math.ceil(registered / 10) })}</Notice>
}

/** The counts as they were taken, newest first. */
export function BaseHistory({ bases }: { bases: Village['bases'] }): ReactElement | null {
  const t = useT()
  if (bases.length < 2) return null
  return (
    <details className="small">
      <summary>{t('base.history', { n: bases.length })}</summary>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('base.title')}>
        <table className="table table-small">
          <thead>
            <tr>
              <th scope="col">{t('base.asOf')}</th>
              {COUNTS.map((key) => (
                <th key={key} scope="col" className="num">
                  {t(`base.${key}`)}
                </th>
              ))}
              <th scope="col">{t('village.baseSource')}</th>
            </tr>
          </thead>
          <tbody>
            {bases.map((base, index) => (
              <tr key={`${base.asOf}${index}`}>
                <th scope="row" className="nowrap">
                  {base.asOf}
                </th>
                {COUNTS.map((key) => (
                  <td key={key} className="num">
                    {base[key] ?? '—'}
                  </td>
                ))}
                <td>{asWritten(base.source)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
