import type { ReactElement } from 'react'
import { text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { SEVERITY_WORDS } from '../../ui/words.ts'
import { JUDGED } from './rule-facts.ts'

type Row = Out<'listRules'>['rules'][number]

/** The name of the reading a version binds the county to. */
export function bindingName(rule: Pick<Row, 'readings'>, binding: string): string {
  const reading = rule.readings.find((one) => one.id === binding)
  return reading === undefined ? binding : say(reading.text)
}

/** All rules on a day: national ones that are fixed, and the county's own. */
export default function Rules(): ReactElement {
  const t = useT()
  const asOf = useAsOf()
  const list = useRead('listRules', { asOf })
  const rules = list.data?.rules
  return (
    <div className="page">
      <PageHead
        title={t('rules.title')}
        sentence={
          list.data === undefined
            ? '…'
            : t('rules.sentence', {
                n: list.data.rules.length,
                national: list.data.rules.filter((rule) => !rule.adjustable).length,
                county: list.data.rules.filter((rule) => rule.adjustable).length,
                day: list.data.asOf,
              })
        }
        actions={<AsOfPicker />}
      />
      <DataTable
        name="rules"
        label={t('rules.title')}
        columns={columnsOf(t)}
        rows={rules}
        rowKey={(row) => row.rule}
        error={list.error}
        retry={() => void list.refetch()}
      />
    </div>
  )
}

function columnsOf(t: DeskTranslate): readonly Column<Row>[] {
  return [
    {
      key: 'rule',
      title: t('rules.rule'),
      cell: (row) => (
        <>
          <Go to={paths.rule(row.rule)}>{say(row.title)}</Go>
          <Tag>{t(row.adjustable ? 'rules.county' : 'rules.national')}</Tag>
        </>
      ),
      text: (row) => say(row.title),
    },
    {
      key: 'judges',
      title: say(text('管什么', 'Looks at')),
      cell: (row) => say(JUDGED[row.judges].name),
      text: (row) => say(JUDGED[row.judges].name),
    },
    { key: 'id', title: 'ID', hidden: true, cell: (row) => row.rule, text: (row) => row.rule },
    {
      key: 'binding',
      title: t('rules.binding'),
      cell: (row) => (row.current === null ? '—' : bindingName(row, row.current.binding)),
      text: (row) => (row.current === null ? '' : bindingName(row, row.current.binding)),
    },
    {
      key: 'severity',
      title: t('rules.severity'),
      cell: (row) => (row.current === null ? '—' : say(SEVERITY_WORDS[row.current.severity])),
      text: (row) => (row.current === null ? '' : say(SEVERITY_WORDS[row.current.severity])),
    },
    {
      key: 'current',
      title: t('rules.current'),
      cell: (row) =>
        row.current === null
          ? t('rules.none')
          : t('rules.versionFrom', { version: row.current.version, day: row.current.validFrom }),
      text: (row) => row.current?.version ?? '',
    },
    ...laterColumns(t),
    {
      key: 'source',
      title: t('rules.source'),
      cell: (row) => <div className="wrap">{asWritten(row.source)}</div>,
      text: (row) => row.source,
    },
  ]
}

function laterColumns(t: DeskTranslate): readonly Column<Row>[] {
  return [
    {
      key: 'next',
      title: t('rules.next'),
      cell: (row) =>
        row.next === null ? (
          '—'
        ) : (
          <Tag tone="depends">
            {row.next.version} {t('document.from', { day: row.next.validFrom })}
          </Tag>
        ),
      text: (row) => row.next?.version ?? '',
    },
    {
      key: 'exemptions',
      title: t('rules.exemptions'),
      right: true,
      cell: (row) =>
        row.exemptions === 0 ? (
          0
        ) : (
          <Go to={paths.exemptions({ rule: row.rule, inForce: 'true' })}>{row.exemptions}</Go>
        ),
      text: (row) => String(row.exemptions),
    },
  ]
}
