import type { ReactElement } from 'react'
import { parseFraction } from '../../../src/kernel/fraction.ts'
import { useT } from '../../locale/desk.ts'
import { say, showNumber } from '../../locale/translate.ts'
import { doorPath } from '../../paths.ts'
import { Go } from '../../navigation.tsx'
import { useSettings } from '../../settings.ts'
import { useAsOf } from '../../ui/as-of.tsx'
import { showPercent, showWan, showYuan } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Popover } from '../../ui/popover.tsx'
import { WORDS } from '../../ui/words.ts'
import type { Board } from './board-view.tsx'

type Figure = Board['figures'][number]

/** A count may be a mean: one decimal, cut. */
function showCount(value: string): string {
  const exact = parseFraction(value)
  if (exact === null) return value
  if (exact.den === 1n) return showNumber(Number(exact.num))
  const tenths = (exact.num * 10n) / exact.den
  return `${showNumber(Number(tenths / 10n))}.${String(tenths % 10n)}`
}

/** The figure as people read it, with its unit apart. */
export function showFigure(figure: Figure, wan: boolean): { value: string; unit: string } {
  switch (figure.form) {
    case 'share':
      return { value: showPercent(figure.value, 1), unit: '' }
    case 'yuan':
      return wan
        ? { value: showWan(figure.value) ?? figure.value, unit: say(WORDS.wan) }
        : { value: showYuan(figure.value) ?? figure.value, unit: say(WORDS.yuan) }
    case 'count':
    case 'mu':
      return { value: showCount(figure.value), unit: say(figure.unit) }
  }
}

/** The headline figures: each opens its definition, and its rows. */
export function Figures(props: { figures: readonly Figure[]; asOf: string }): ReactElement {
  const t = useT()
  return (
    <section className="figures" aria-label={t('board.figures')}>
      {props.figures.map((figure) => (
        <FigureCard key={figure.id} figure={figure} asOf={props.asOf} />
      ))}
    </section>
  )
}

function FigureCard({ figure, asOf }: { figure: Figure; asOf: string }): ReactElement {
  const wan = useSettings().boardUnit === 'wan'
  const shownAt = useAsOf()
  const { value, unit } = showFigure(figure, wan)
  const shown = (
    <>
      {value}
      {unit === '' ? null : <small>{unit}</small>}
    </>
  )
  return (
    <div className="figure">
      <div className="figure-head">
        <span>{say(figure.title)}</span>
        <DefinitionPopover figure={figure} asOf={asOf} />
      </div>
      {figure.door === null ? (
        <span className="figure-value">{shown}</span>
      ) : (
        <Go to={doorPath(figure.door, shownAt)} className="figure-value">
          {shown}
        </Go>
      )}
    </div>
  )
}

/** What a figure counts and leaves out, as of when, and the door to its rows. */
export function DefinitionPopover(props: { figure: Figure; asOf: string }): ReactElement {
  const t = useT()
  const { figure, asOf } = props
  const shownAt = useAsOf()
  return (
    <Popover
      className="button-plain figure-info"
      label={t('board.definition', { title: say(figure.title) })}
      button={<Icon name="info" size={15} />}
    >
      <div className="stack">
        <strong>{say(figure.title)}</strong>
        <p>{say(figure.definition)}</p>
        <p className="muted small">
          {t('board.asOf', { day: asOf })} · {t('board.source', { source: figure.source })}
        </p>
        {figure.door === null ? null : (
          <p>
            <Go to={doorPath(figure.door, shownAt)}>{say(WORDS.seeRows)}</Go>
          </p>
        )}
      </div>
    </Popover>
  )
}
