import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { comma, say, semicolon } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { Day, Maybe } from '../../ui/figures.tsx'
import { type Fact, Facts, Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { useMay } from '../../session.tsx'
import { Branches } from './branch-panel.tsx'
import { NewCoop } from './new-coop.tsx'
import { DivisionHistory } from './division-history.tsx'
import { useKinds } from './use-names.ts'
import { BaseHistory, VillageBase } from './village-base.tsx'
import { NewBranch, NewCollective } from './village-bodies.tsx'
import { VillageIndustries } from './village-industries.tsx'
import { VillageSurvey } from './village-survey.tsx'
import { STATUS_TONES, STATUS_WORDS } from './words.ts'

type Village = Out<'readVillage'>

/** A village: its people and land, its branch and collective, its co-ops, and what would suit it. */
export default function VillagePage(): ReactElement {
  const { villageId = '' } = useParams({ strict: false }) as { villageId?: string }
  const asOf = useAsOf()
  const village = useRead('readVillage', { villageId, asOf })
  return (
    <div className="page">
      <Loaded read={village}>{(data) => <Content village={data} />}</Loaded>
    </div>
  )
}

function Content({ village }: { village: Village }): ReactElement {
  const t = useT()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const [done, setDone] = useState(false)
  const saved = (): void => setDone(true)
  const households =
    village.base === null
      ? t('village.householdsUnknown')
      : t('village.householdsKnown', { n: village.base.registeredHouseholds })
  const coops =
    village.cooperatives.length === 0
      ? t('village.coopsNone')
      : t('village.coopsSome', { n: village.cooperatives.length })
  return (
    <>
      <PageHead
        title={village.shortName}
        trail={[
          {
            key: 'town',
            node: <UnitLink kind="town" unit={village.town} />,
          },
          {
            key: 'list',
            node: <Go to={paths.villages({ unitId: village.town.id })}>{t('villages.title')}</Go>,
          },
        ]}
        marks={village.candidate ? <Tag tone="depends">{t('village.candidate')}</Tag> : undefined}
        sentence={t('village.sentence', {
          town: village.town.name,
          name: village.shortName,
          households,
          coops,
        })}
        actions={
          <>
            <AsOfPicker />
            <PeopleLinks village={village} />
            {may('registerCooperatives') ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAdding(true)}
              >
                {t('newCoop.title')}
              </button>
            ) : null}
          </>
        }
      />
      {done ? <Notice tone="pass">{t('common.done')}</Notice> : null}
      <div className="columns-2">
        <Panel title={t('village.facts')} extra={<Entries village={village} onDone={saved} />}>
          <Facts facts={baseFacts(t, village)} />
          <BaseHistory bases={village.bases} />
        </Panel>
        <Panel title={t('village.coops')}>
          <CoopList village={village} />
          {village.suggestions.length === 0 ? null : <Suggestions village={village} />}
        </Panel>
      </div>
      <Branches village={village} />
      <VillageIndustries village={village} onDone={saved} />
      <DivisionHistory divisionId={village.id} />
      {adding ? <NewCoop village={village} close={() => setAdding(false)} /> : null}
    </>
  )
}

function PeopleLinks({ village }: { village: Village }): ReactElement | null {
  const t = useT()
  const may = useMay()
  if (!may('listPersons')) return null
  return (
    <>
      <Go to={paths.persons({ unitId: village.id })} className="button">
        {t('village.people')}
      </Go>
      <Go to={paths.households({ unitId: village.id })} className="button">
        {t('village.householdList')}
      </Go>
    </>
  )
}

/** The doors to what the county or town station takes down of a village. */
function Entries(props: { village: Village; onDone: () => void }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const [asked, setAsked] = useState<'base' | 'survey' | 'branch' | 'collective' | null>(null)
  const close = (): void => setAsked(null)
  if (!may('recordVillageBases')) return null
  return (
    <span className="row no-print">
      <button type="button" className="button" onClick={() => setAsked('base')}>
        {t('base.enter')}
      </button>
      <button type="button" className="button" onClick={() => setAsked('survey')}>
        {t('survey.enter')}
      </button>
      {may('registerBranches') ? (
        <>
          <button type="button" className="button" onClick={() => setAsked('branch')}>
            {t('bodies.branch')}
          </button>
          <button type="button" className="button" onClick={() => setAsked('collective')}>
            {t('bodies.collective')}
          </button>
        </>
      ) : null}
      {asked === 'base' ? <VillageBase {...props} close={close} /> : null}
      {asked === 'survey' ? <VillageSurvey {...props} close={close} /> : null}
      {asked === 'branch' ? <NewBranch {...props} close={close} /> : null}
      {asked === 'collective' ? <NewCollective {...props} close={close} /> : null}
    </span>
  )
}

function baseFacts(t: ReturnType<typeof useT>, village: Village): Fact[] {
  const { base, survey } = village
  return [
    {
      label: t('village.branches'),
      value: <Maybe value={village.branches.map((one) => one.name).join(comma())} />,
    },
    {
      label: t('village.collectives'),
      value: (
        <Maybe
          value={village.collectives
            .map((one) =>
              one.committeeActs
                ? t('common.with', { name: one.name, note: t('village.committeeActs') })
                : one.name,
            )
            .join(comma())}
        />
      ),
    },
    { label: t('village.registered'), value: <Maybe value={base?.registeredHouseholds} /> },
    { label: t('village.resident'), value: <Maybe value={base?.residentHouseholds} /> },
    { label: t('village.collective'), value: <Maybe value={base?.collectiveHouseholds} /> },
    { label: t('village.population'), value: <Maybe value={base?.population} /> },
    {
      label: t('village.baseSource'),
      value: (
        <Maybe
          value={base === null ? null : t('common.with', { name: base.source, note: base.asOf })}
        />
      ),
    },
    {
      label: t('villages.code'),
      value: (
        <span className="mono">
          {village.code ?? '—'} {village.vintage ?? ''}
        </span>
      ),
    },
    ...(survey === null
      ? []
      : [
          { label: t('survey.on'), value: <Day value={survey.surveyedOn} /> },
          { label: t('village.landMu'), value: <Maybe value={survey.answers.landMu} /> },
          { label: t('village.idleLandMu'), value: <Maybe value={survey.answers.idleLandMu} /> },
          { label: t('village.labour'), value: <Maybe value={survey.answers.labourAtHome} /> },
          {
            label: t('village.products'),
            value: <Maybe value={(survey.answers.products ?? []).join(comma())} />,
          },
        ]),
  ]
}

function CoopList({ village }: { village: Village }): ReactElement {
  const t = useT()
  if (village.cooperatives.length === 0) {
    return (
      <div className="stack">
        <p>{t('village.coopsNone')}</p>
        {village.reasons.map((reason) => (
          <p key={reason.en} className="muted">
            {say(reason)}
          </p>
        ))}
      </div>
    )
  }
  return (
    <ul className="links">
      {village.cooperatives.map((coop) => {
        const tone = STATUS_TONES[coop.status]
        return (
          <li key={coop.id}>
            <Go to={paths.coop(coop.id)}>{coop.name}</Go>
            <Tag {...(tone === undefined ? {} : { tone })}>{say(STATUS_WORDS[coop.status])}</Tag>
          </li>
        )
      })}
    </ul>
  )
}

function Suggestions({ village }: { village: Village }): ReactElement {
  const t = useT()
  const kinds = useKinds()
  return (
    <>
      <h3 className="panel-sub">{t('village.suggestions')}</h3>
      <ul className="links">
        {village.suggestions.map((one) => (
          <li key={one.kind}>
            <strong>{kinds.nameOf(one.kind)}</strong>{' '}
            <span className="muted">
              {one.reasons.map((reason) => say(reason)).join(semicolon())}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
