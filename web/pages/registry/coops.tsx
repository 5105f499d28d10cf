import type { ReactElement } from 'react'
import { fraction, formatFraction } from '../../../src/kernel/fraction.ts'
import { parseYuan } from '../../../src/kernel/money.ts'
import { download, type In, type Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { comma, language, say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go, type Search, useUrl } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Maybe, Money, Percent, showPercent } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { OUTCOME_WORDS } from '../../ui/outcome-words.ts'
import { STANDING_WORDS, StandingTag } from '../shares/standing.tsx'
import { CountingNote } from './counting-note.tsx'
import { ScopeTag } from './scope-tag.tsx'
import { useKinds } from './use-names.ts'
import { CLASS_WORDS, CODE_WORDS, STATUS_TONES, STATUS_WORDS, UNCLASSED } from './words.ts'

type Row = Out<'listCooperatives'>['rows'][number]
type Register = Out<'listRegisters'>['registers'][number]
type Filter = Omit<In<'listCooperatives'>, 'limit' | 'offset'>

const FILTERS = ['q', 'unitId', 'kind', 'class', 'status', 'cohort', 'creditCode', 'industry']
/** The address as the verb's input; an unknown word is the server's to refuse. */
function filterOf(search: Search, asOf: string | undefined): Filter {
  return {
    asOf,
    unitId: search['unitId'],
    q: search['q'],
    kind: search['kind'],
    industry: search['industry'],
    class: search['class'] as Filter['class'],
    status: search['status'] as Filter['status'],
    cohort: search['cohort'] as Filter['cohort'],
    creditCode: search['creditCode'] as Filter['creditCode'],
    sort: search['sort'] as Filter['sort'],
  }
}

/** Every co-op of one's scope, with how its register stands beside it. */
export default function Coops(): ReactElement {
  const t = useT()
  const may = useMay()
  const asOf = useAsOf()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const filter = filterOf(search, asOf)
  const list = useRead('listCooperatives', { ...filter, limit, offset })
  const registers = useRead(
    'listRegisters',
    { asOf, limit: 500 },
    { enabled: may('listRegisters') },
  )
  const byCoop = new Map(registers.data?.registers.map((one) => [one.coopId, one]))
  return (
    <div className="page">
      <PageHead
        title={t('coops.title')}
        sentence={list.data === undefined ? '…' : <Sentence list={list.data} />}
        actions={<AsOfPicker />}
      />
      {asOf === undefined || registers.data === undefined ? null : (
        <p className="muted small">{t('coops.standingNote', { day: asOf })}</p>
      )}
      <DataTable
        name="coops"
        label={t('coops.title')}
        columns={useColumns(byCoop)}
        rows={list.data?.rows}
        rowKey={(row) => row.id}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        defaultSort="town"
        {...(list.data === undefined ? {} : { total: list.data.total })}
        serverExport={(format) =>
          download('exportCooperatives', { ...filter, format, language: language() })
        }
        filters={<Filters />}
      />
    </div>
  )
}

function Sentence({ list }: { list: Out<'listCooperatives'> }): ReactElement {
  const t = useT()
  if (list.total === 0) return <>{t('coops.sentenceNone')}</>
  const statuses = Object.entries(list.byStatus).filter(([, n]) => n > 0)
  const parts = statuses
    .toSorted((a, b) => b[1] - a[1])
    .map(([status, n]) => t('coops.part', { label: say(STATUS_WORDS[status as Row['status']]), n }))
    .join(comma())
  return (
    <>
      {t('coops.sentence', { n: list.total, parts })} <CountingNote rule={list.countingRule} door />
    </>
  )
}

function Filters(): ReactElement {
  const t = useT()
  const kinds = useKinds()
  const words = <K extends string>(book: Readonly<Record<K, { zh: string; en: string }>>) =>
    (Object.keys(book) as K[]).map((value) => ({ value, label: say(book[value]) }))
  return (
    <>
      <FilterText name="q" label={t('coops.find')} />
      <ScopeTag />
      <FilterSelect name="kind" label={t('coops.kind')} options={kinds.options} />
      <FilterSelect
        name="class"
        label={t('coops.class')}
        options={[...words(CLASS_WORDS), { value: 'none', label: t('coops.unclassed') }]}
      />
      <FilterSelect
        name="status"
        label={t('coops.status')}
        all={t('coops.statusCounted')}
        options={[...words(STATUS_WORDS), { value: 'all', label: t('coops.statusAll') }]}
      />
      <FilterSelect
        name="cohort"
        label={t('coops.cohort')}
        options={(['before', 'after'] as const).map((value) => ({
          value,
          label: t(`coops.cohort.${value}`),
        }))}
      />
      <FilterSelect name="creditCode" label={t('coops.codeCheck')} options={words(CODE_WORDS)} />
      <ClearFilters names={FILTERS} />
    </>
  )
}

/** The collective's exact part of all registered contributions; null while there are none. */
export function collectiveShare(register: Register): string | null {
  const own = parseYuan(register.collective.registered)
  const whole = parseYuan(register.totals.registered)
  if (own === null || whole === null || whole === 0n) return null
  return formatFraction(fraction(own, whole))
}

function useColumns(registers: ReadonlyMap<string, Register>): readonly Column<Row>[] {
  const t = useT()
  const kinds = useKinds()
  return [
    {
      key: 'name',
      title: t('coops.name'),
      sort: 'name',
      cell: (row) => <Go to={paths.coop(row.id)}>{row.name}</Go>,
      text: (row) => row.name,
    },
    {
      key: 'town',
      title: t('common.town'),
      sort: 'town',
      cell: (row) => row.town.name,
      text: (row) => row.town.name,
    },
    {
      key: 'village',
      title: t('common.village'),
      cell: (row) => <UnitLink kind="village" unit={row.village} />,
      text: (row) => row.village.name,
    },
    {
      key: 'class',
      title: t('coops.class'),
      sort: 'class',
      cell: (row) => say(row.class === null ? UNCLASSED : CLASS_WORDS[row.class]),
      text: (row) => say(row.class === null ? UNCLASSED : CLASS_WORDS[row.class]),
    },
    {
      key: 'kind',
      title: t('coops.kind'),
      cell: (row) => kinds.nameOf(row.mainKind),
      text: (row) => kinds.nameOf(row.mainKind),
    },
    {
      key: 'industry',
      title: t('coops.industry'),
      cell: (row) => <Maybe value={row.industry?.name} />,
      text: (row) => row.industry?.name ?? '',
    },
    ...registerColumns(t, (row) => registers.get(row.id)),
    ...registrationColumns(t),
  ]
}

/** What the share register says of each co-op; dashes for those who may not read it. */
function registerColumns(
  t: DeskTranslate,
  register: (row: Row) => Register | undefined,
): readonly Column<Row>[] {
  const share = (row: Row): string | null => {
    const one = register(row)
    return one === undefined ? null : collectiveShare(one)
  }
  return [
    {
      key: 'standing',
      title: t('coops.standing'),
      cell: (row) => {
        const standing = register(row)?.standing ?? null
        return standing === null ? (
          <span title={t('coops.standingUnknown')}>—</span>
        ) : (
          <StandingTag standing={standing} />
        )
      },
      text: (row) => {
        const standing = register(row)?.standing ?? null
        return standing === null ? '' : say(STANDING_WORDS[standing])
      },
    },
    {
      key: 'outcome',
      title: t('coops.outcome'),
      hidden: true,
      cell: (row) => {
        const outcome = register(row)?.outcome ?? null
        return outcome === null ? '—' : <Verdict outcome={outcome} plain />
      },
      text: (row) => {
        const outcome = register(row)?.outcome ?? null
        return outcome === null ? '' : say(OUTCOME_WORDS[outcome])
      },
    },
    {
      key: 'members',
      title: t('coops.members'),
      right: true,
      cell: (row) => register(row)?.totals.members ?? '—',
      text: (row) => String(register(row)?.totals.members ?? ''),
    },
    {
      key: 'capital',
      title: t('coops.capital'),
      right: true,
      cell: (row) => {
        const one = register(row)
        return one === undefined ? '—' : <Money value={one.totals.registered} />
      },
      text: (row) => register(row)?.totals.registered ?? '',
    },
    {
      key: 'share',
      title: t('coops.collectiveShare'),
      right: true,
      cell: (row) => {
        const value = share(row)
        return value === null ? '—' : <Percent value={value} places={1} />
      },
      text: (row) => {
        const value = share(row)
        return value === null ? '' : showPercent(value, 2)
      },
    },
  ]
}

function registrationColumns(t: DeskTranslate): readonly Column<Row>[] {
  return [
    {
      key: 'status',
      title: t('coops.status'),
      sort: 'status',
      cell: (row) => {
        const tone = STATUS_TONES[row.status]
        return <Tag {...(tone === undefined ? {} : { tone })}>{say(STATUS_WORDS[row.status])}</Tag>
      },
      text: (row) => say(STATUS_WORDS[row.status]),
    },
    {
      key: 'registeredOn',
      title: t('coops.registeredOn'),
      sort: 'registeredOn',
      hidden: true,
      cell: (row) => <Maybe value={row.registeredOn} />,
      text: (row) => row.registeredOn ?? '',
    },
    {
      key: 'creditCode',
      title: t('coops.creditCode'),
      hidden: true,
      cell: (row) => (
        <>
          <span className="mono">{row.creditCode ?? '—'}</span>
          {row.creditCodeCheck === 'wrong_check_digit' || row.creditCodeCheck === 'malformed' ? (
            <Tag tone="fail">{say(CODE_WORDS[row.creditCodeCheck])}</Tag>
          ) : null}
        </>
      ),
      text: (row) => row.creditCode ?? '',
    },
    {
      key: 'chair',
      title: t('coops.chair'),
      hidden: true,
      cell: (row) => <Maybe value={row.chairName} />,
      text: (row) => row.chairName ?? '',
    },
    {
      key: 'area',
      title: t('coops.area'),
      sort: 'area',
      right: true,
      hidden: true,
      cell: (row) => row.areaMu ?? '—',
      text: (row) => row.areaMu ?? '',
    },
    {
      key: 'unions',
      title: t('coops.unions'),
      hidden: true,
      cell: (row) => row.unions.map((one) => one.name).join(comma()) || '—',
      text: (row) => row.unions.map((one) => one.name).join(comma()),
    },
  ]
}
