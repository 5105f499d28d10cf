import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { asWritten } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { ruleName } from '../../ui/readings.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty } from '../../ui/state.tsx'
import { useCoopNames } from '../shares/coop-names.ts'
import { recorderName } from '../shares/words.ts'
import { useRuleNames } from '../shares/use-rules.ts'

type Row = Out<'listExemptions'>['exemptions'][number]

/** Which co-ops a rule does not bind for a time, by whose decision and why. */
export default function Exemptions(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [revoking, setRevoking] = useState<Row | null>(null)
  const nameOf = useCoopNames(may('listCooperatives'))
  useRuleNames()
  const filter: In<'listExemptions'> = {
    rule: search['rule'],
    ...(search['inForce'] === 'true' ? { inForce: 'true' } : {}),
  }
  const list = useRead('listExemptions', { ...filter, limit, offset })
  const rules = useRead('listRules', {}, { fresh: 10 * 60_000 })
  return (
    <div className="page">
      <PageHead
        title={t('exemptions.title')}
        sentence={list.data === undefined ? '…' : t('exemptions.sentence', { n: list.data.total })}
      />
      <DataTable
        name="exemptions"
        label={t('exemptions.title')}
        columns={columnsOf(t, nameOf, may('revokeExemption') ? setRevoking : null)}
        rows={list.data?.exemptions}
        rowKey={(row) => row.id}
        error={list.error}
        retry={() => void list.refetch()}
        {...(list.data === undefined ? {} : { total: list.data.total })}
        empty={<Empty title={t('exemptions.none')} />}
        filters={
          <>
            <FilterSelect
              name="rule"
              label={t('exemptions.rule')}
              options={(rules.data?.rules ?? []).map((rule) => ({
                value: rule.rule,
                label: ruleName(rule.rule),
              }))}
            />
            <FilterSelect
              name="inForce"
              label={t('exemptions.state')}
              options={[{ value: 'true', label: t('exemptions.onlyInForce') }]}
            />
            <ClearFilters names={['rule', 'inForce']} />
          </>
        }
      />
      {revoking === null ? null : (
        <ReasonDialog
          title={t('common.of', { what: t('exemptions.revoke'), name: nameOf(revoking.coopId) })}
          confirm={t('exemptions.revoke')}
          danger
          verb="revokeExemption"
          input={(reason) => ({ coopId: revoking.coopId, exemptionId: revoking.id, reason })}
          close={() => setRevoking(null)}
        />
      )}
    </div>
  )
}

function columnsOf(
  t: DeskTranslate,
  nameOf: (id: string) => string,
  onRevoke: ((row: Row) => void) | null,
): readonly Column<Row>[] {
  return [
    {
      key: 'coop',
      title: t('exemptions.coop'),
      cell: (row) => (
        <Go to={paths.coop(row.coopId, { tab: 'findings', rule: row.rule })}>
          {nameOf(row.coopId)}
        </Go>
      ),
      text: (row) => nameOf(row.coopId),
    },
    {
      key: 'rule',
      title: t('exemptions.rule'),
      cell: (row) => <Go to={paths.rule(row.rule)}>{ruleName(row.rule)}</Go>,
      text: (row) => ruleName(row.rule),
    },
    ...decisionColumns(t),
    ...(onRevoke === null
      ? []
      : [
          {
            key: 'actions',
            title: t('common.actions'),
            cell: (row: Row) =>
              row.revoked === null && row.inForce ? (
                <button type="button" className="button-link" onClick={() => onRevoke(row)}>
                  {t('exemptions.revoke')}
                </button>
              ) : null,
          },
        ]),
  ]
}

/** Whether it counts, until when, why and by whom. */
function decisionColumns(t: DeskTranslate): readonly Column<Row>[] {
  return [
    {
      key: 'state',
      title: t('exemptions.state'),
      cell: (row) =>
        row.revoked === null ? (
          <Tag {...(row.inForce ? { tone: 'pass' as const } : {})}>
            {t(row.inForce ? 'exemptions.inForce' : 'exemptions.lapsed')}
          </Tag>
        ) : (
          <Tag tone="fail">{t('exemptions.revoked')}</Tag>
        ),
      text: (row) => t(row.inForce ? 'exemptions.inForce' : 'exemptions.lapsed'),
    },
    {
      key: 'period',
      title: t('exemptions.period'),
      cell: (row) => `${row.validFrom} – ${row.validTo}`,
      text: (row) => `${row.validFrom} – ${row.validTo}`,
    },
    {
      key: 'reason',
      title: t('exemptions.reason'),
      cell: (row) => <div className="wrap">{asWritten(row.reason)}</div>,
      text: (row) => row.reason,
    },
    {
      key: 'basis',
      title: t('exemptions.basis'),
      cell: (row) => <div className="wrap">{asWritten(row.basis)}</div>,
      text: (row) => row.basis,
    },
    {
      key: 'approver',
      title: t('exemptions.approver'),
      cell: (row) => recorderName(t, row.approver),
      text: (row) => recorderName(t, row.approver),
    },
  ]
}
