import type { ReactElement } from 'react'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { showNumber } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { Panel } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { type Tile, TileGrid } from '../../ui/tile-grid.tsx'
import type { Board } from './board-view.tsx'

const INDICATORS = ['coverage', 'coops', 'members', 'households', 'failing'] as const
type Indicator = (typeof INDICATORS)[number]
type Unit = Board['tiles'][number]

const part = (of: number, whole: number): number => (whole === 0 ? 0 : of / whole)

/** What a tile is coloured by: parts between 0 and 1, counts against the largest. */
function measure(unit: Unit, indicator: Indicator): number {
  switch (indicator) {
    case 'coverage':
      return part(unit.covered, unit.villages)
    case 'failing':
      return part(unit.broken, unit.coops)
    case 'coops':
    case 'members':
    case 'households':
      return unit[indicator]
  }
}

const isPart = (indicator: Indicator): boolean =>
  indicator === 'coverage' || indicator === 'failing'

/** 井峪村委会 is 井峪村 to everybody who lives there. */
const shortVillage = (name: string): string =>
  name.replace(/村(?:民委员会|委会)$/, '村').replace(/居(?:民委员会|委会)$/, '')

/** The places below this unit as tiles, coloured by what the reader chooses. */
export function TilePanel({ board }: { board: Board }): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const asked = search['show'] as Indicator | undefined
  const county = board.unit.kind === 'county'
  const choices = county ? INDICATORS : (['members', 'households', 'coops'] as const)
  const indicator =
    asked !== undefined && (choices as readonly string[]).includes(asked)
      ? asked
      : (choices[0] ?? 'coverage')
  const byValue = search['order'] === 'value'
  const units = byValue
    ? board.tiles.toSorted((a, b) => measure(b, indicator) - measure(a, indicator))
    : board.tiles
  const most = Math.max(...board.tiles.map((unit) => measure(unit, indicator)), 0)
  const tiles = units.map((unit): Tile => {
    const value = measure(unit, indicator)
    const parts = isPart(indicator)
    return {
      id: unit.unitId,
      name: county ? unit.name : shortVillage(unit.name),
      shown: parts ? `${Math.floor(value * 100)}%` : showNumber(value),
      detail: detailOf(t, unit, indicator),
      strength: most === 0 ? 0 : value / (parts && most > 0 ? Math.max(most, 0.01) : most),
    }
  })
  return (
    <Panel
      title={t(county ? 'board.tiles.county' : 'board.tiles.town')}
      hint={t(`board.tilesFinding.${indicator}`)}
      extra={
        <div className="row no-print">
          <Segments
            legend={t('board.indicator')}
            value={indicator}
            options={choices.map((one) => ({ value: one, label: t(`board.indicator.${one}`) }))}
            onChange={(show) => change({ show })}
          />
          <Segments
            legend={t('board.order')}
            value={byValue ? 'value' : 'list'}
            options={(['list', 'value'] as const).map((one) => ({
              value: one,
              label: t(`board.order.${one}`),
            }))}
            onChange={(order) => change({ order: order === 'list' ? undefined : order })}
          />
        </div>
      }
    >
      <TileGrid
        label={t(county ? 'board.tiles.county' : 'board.tiles.town')}
        tiles={tiles}
        link={(tile, content) => (
          <Go to={county ? paths.board(tile.id) : paths.village(tile.id)}>{content}</Go>
        )}
      />
    </Panel>
  )
}

function detailOf(t: DeskTranslate, unit: Unit, indicator: Indicator): string {
  if (indicator === 'coverage') {
    return t('board.detail.villages', { covered: unit.covered, villages: unit.villages })
  }
  if (indicator === 'failing') {
    return t('board.detail.failing', { broken: unit.broken, coops: unit.coops })
  }
  if (indicator === 'coops') {
    return t('board.detail.villages', { covered: unit.covered, villages: unit.villages })
  }
  return t('board.detail.coops', { n: unit.coops })
}
