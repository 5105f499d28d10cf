import type { ReactElement } from 'react'
import { formatFraction, fraction } from '../../../src/kernel/fraction.ts'
import type { Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { ownUnit, useMe } from '../../session.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { showPercent } from '../../ui/figures.tsx'
import { PageHead } from '../../ui/page.tsx'
import { OutcomeBar } from '../../ui/share-bar.tsx'

type Row = Out<'board'>['tiles'][number]

const coverage = (row: Row): number => (row.villages === 0 ? 0 : row.covered / row.villages)

/** The towns side by side: one row each, every number a column to sort by. */
export default function Towns(): ReactElement {
  const t = useT()
  const unit = ownUnit(useMe())
  const asOf = useAsOf()
  const board = useRead('board', { unitId: unit?.id ?? '', asOf }, { enabled: unit !== null })
  const rows = board.data?.tiles
  const best = rows?.toSorted((a, b) => coverage(b) - coverage(a))[0]
  return (
    <div className="page">
      <PageHead
        title={t('towns.title')}
        sentence={
          rows === undefined
            ? '…'
            : t('towns.sentence', {
                n: rows.length,
                covered: rows.filter((row) => coverage(row) >= 0.5).length,
                best: best?.name ?? '—',
              })
        }
        actions={<AsOfPicker />}
      />
      <DataTable
        name="towns"
        label={t('towns.title')}
        columns={columnsOf(t)}
        rows={rows}
        rowKey={(row) => row.unitId}
        error={board.error}
        retry={() => void board.refetch()}
      />
    </div>
  )
}

function columnsOf(t: DeskTranslate): readonly Column<Row>[] {
  const count = (
    key: 'villages' | 'covered' | 'coops' | 'members' | 'households',
    title: string,
  ) => ({
    key,
    title,
    sort: key,
    right: true,
    compare: (a: Row, b: Row) => a[key] - b[key],
    cell: (row: Row) => row[key].toLocaleString('en-US'),
    text: (row: Row) => String(row[key]),
  })
  const share = (row: Row): string =>
    row.villages === 0 ? '—' : showPercent(formatFraction(fraction(row.covered, row.villages)), 1)
  return [
    {
      key: 'name',
      title: t('common.town'),
      cell: (row) => <Go to={paths.board(row.unitId)}>{row.name}</Go>,
      text: (row) => row.name,
    },
    count('villages', t('towns.villages')),
    count('covered', t('towns.covered')),
    {
      key: 'coverage',
      title: t('towns.coverage'),
      sort: 'coverage',
      right: true,
      compare: (a, b) => coverage(a) - coverage(b),
      cell: share,
      text: share,
    },
    count('coops', t('common.coop')),
    count('members', t('towns.members')),
    count('households', t('towns.households')),
    {
      key: 'outcomes',
      title: t('towns.outcomes'),
      sort: 'broken',
      compare: (a, b) => a.broken - b.broken,
      cell: (row) => (
        <span className="outcome-cell">
          <OutcomeBar
            passes={row.kept}
            depends={row.warned}
            fails={row.broken}
            label={t('towns.outcomeLabel', {
              kept: row.kept,
              warned: row.warned,
              broken: row.broken,
            })}
          />
          <span className="num">
            {row.kept} / {row.warned} / {row.broken}
          </span>
        </span>
      ),
      text: (row) => `${row.kept} / ${row.warned} / ${row.broken}`,
    },
  ]
}
