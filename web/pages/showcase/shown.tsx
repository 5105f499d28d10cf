import type { ReactElement } from 'react'
import { useT } from '../../locale/showcase.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { Panel, Tag } from '../../ui/page.tsx'
import { Scroll } from '../statements/parts.tsx'
import { MARK_WORDS } from '../indicator/words.ts'
import type { Run, Shown } from './words.ts'

/** A text with its numbers as doors to where they come from, and its claims marked. */
function Runs({ runs, shown }: { runs: readonly Run[]; shown: Shown }): ReactElement {
  return (
    <>
      {runs.map((run, i) => {
        const figure = run.figure === null ? undefined : shown.figures[run.figure]
        if (figure !== undefined) {
          return (
            <Go
              key={i}
              className="showcase-number"
              to={paths.figure(figure.indicator, { unitId: figure.unitId, period: figure.period })}
              title={`${figure.title} · ${figure.unitName} · ${figure.periodTitle}`}
            >
              {asWritten(run.text)}
            </Go>
          )
        }
        if (run.claim === null) return <span key={i}>{asWritten(run.text)}</span>
        return (
          <span key={i} className="showcase-claim" title={shown.claims[run.claim]?.source}>
            {asWritten(run.text)}
            <sup>[{run.claim + 1}]</sup>
          </span>
        )
      })}
    </>
  )
}

/** A case as it is read: lead, sections, then the source of each number. */
export function ShownCase(props: {
  shown: Shown
  photo: (fileId: string) => string
  heading?: boolean
}): ReactElement {
  const t = useT()
  const { shown } = props
  return (
    <article className="showcase-text">
      {props.heading === true ? (
        <h2>
          <Runs runs={shown.title} shown={shown} />
        </h2>
      ) : null}
      <p className="showcase-lead">
        <Runs runs={shown.summary} shown={shown} />
      </p>
      {shown.sections.map((section, i) => (
        <section key={i}>
          <h3>
            <Runs runs={section.heading} shown={shown} />
          </h3>
          {section.paragraphs.map((runs, j) => (
            <p key={j}>
              <Runs runs={runs} shown={shown} />
            </p>
          ))}
        </section>
      ))}
      {shown.photos.length === 0 ? null : (
        <div className="showcase-photos">
          {shown.photos.map(({ fileId, caption }) => (
            <figure key={fileId}>
              <img src={props.photo(fileId)} alt={caption} loading="lazy" />
              <figcaption>{asWritten(caption)}</figcaption>
            </figure>
          ))}
        </div>
      )}
      <Panel title={t('sc.sources')}>
        <Sources shown={shown} />
      </Panel>
      {shown.claims.length === 0 ? null : (
        <Panel title={t('sc.claims')}>
          <ol className="showcase-claims">
            {shown.claims.map(({ said, source }) => (
              <li key={said}>
                <strong>{asWritten(said)}</strong> {asWritten(source)}
              </li>
            ))}
          </ol>
        </Panel>
      )}
    </article>
  )
}

function Sources({ shown }: { shown: Shown }): ReactElement {
  const t = useT()
  if (shown.figures.length === 0) return <p className="muted">{t('sc.noFigures')}</p>
  return (
    <Scroll label={t('sc.sources')}>
      <table className="table table-small sheet">
        <thead>
          <tr>
            <th scope="col">{t('sc.figure')}</th>
            <th scope="col">{t('sc.unit')}</th>
            <th scope="col">{t('sc.period')}</th>
            <th scope="col" className="num">
              {t('sc.value')}
            </th>
            <th scope="col">{t('sc.edition')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.figures.map((figure) => (
            <tr key={figure.ref}>
              <th scope="row">
                <Go
                  to={paths.figure(figure.indicator, {
                    unitId: figure.unitId,
                    period: figure.period,
                  })}
                >
                  {asWritten(figure.title)}
                </Go>
              </th>
              <td>{asWritten(figure.unitName)}</td>
              <td className="nowrap">{asWritten(figure.periodTitle)}</td>
              <td className="num nowrap">{asWritten(figure.shown)}</td>
              <td className="nowrap">
                <span title={figure.editionHash}>
                  {t('sc.editionOf', { n: figure.edition, hash: figure.editionHash.slice(0, 8) })}
                </span>{' '}
                {figure.mark === 'actual' ? null : (
                  <Tag tone="depends">{say(MARK_WORDS[figure.mark])}</Tag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
