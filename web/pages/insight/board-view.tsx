import { lazy, type ReactElement, Suspense } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { doorPath, paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { Go } from '../../navigation.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHead, Panel } from '../../ui/page.tsx'
import { CountBars, OutcomeBar } from '../../ui/share-bar.tsx'
import { Loaded } from '../../ui/state.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { SEVERITY_WORDS } from '../../ui/words.ts'
import { OwnTasks } from '../approvals/own-tasks.tsx'
import { Figures } from './figures.tsx'
import { TilePanel } from './tile-panel.tsx'
import './board.css'

// Comes after the figures: most boards are not of a town that ever held a flag.
const UnitAwards = lazy(() => import('../contest/unit-awards.tsx'))

export type Board = Out<'board'>

/** One unit on one screen: the sentence, what needs somebody, the figures, the places, the rules. */
export function BoardView({ unitId }: { unitId: string }): ReactElement {
  const asOf = useAsOf()
  const board = useRead('board', asOf === undefined ? { unitId } : { unitId, asOf })
  return (
    <div className="page">
      <Loaded read={board} lines={12}>
        {(data) => <Content board={data} />}
      </Loaded>
    </div>
  )
}

function Content({ board }: { board: Board }): ReactElement {
  const t = useT()
  const [may, me] = [useMay(), useMe()]
  const above = board.trail.filter((unit) => unit.id !== board.unit.id)
  return (
    <>
      <PageHead
        title={t('board.title', { name: board.unit.name })}
        trail={above.map((unit) => ({
          key: unit.id,
          node: <UnitLink kind={unit.kind} unit={unit} />,
        }))}
        sentence={say(board.sentence)}
        actions={
          <>
            <AsOfPicker />
            {board.unit.kind === 'town' && may('listChains') ? (
              <Go to={paths.chains({ unitId: board.unit.id })} className="button">
                {t('nav.chains')}
              </Go>
            ) : null}
          </>
        }
      />
      {ownUnit(me)?.id === board.unit.id ? <OwnTasks /> : null}
      <div className="board-top">
        <Figures figures={board.figures} asOf={board.asOf} />
        <Attention items={board.attention} />
      </div>
      {board.tiles.length === 0 ? null : <TilePanel board={board} />}
      {board.unit.kind === 'town' ? (
        <Suspense fallback={null}>
          <UnitAwards unitId={board.unit.id} />
        </Suspense>
      ) : null}
      <div className="board-splits">
        <Rules rules={board.rules} />
        <Split title={t('board.classes')} rows={board.classes} />
        <Split title={t('board.kinds')} rows={board.kinds} />
        <Split title={t('board.statuses')} rows={board.statuses} />
      </div>
    </>
  )
}

function Attention({ items }: { items: Board['attention'] }): ReactElement {
  const t = useT()
  const asOf = useAsOf()
  return (
    <Panel title={t('board.attention')} hint={t('board.attentionHint')} className="board-attention">
      {items.length === 0 ? (
        <p className="muted">{t('board.attentionNone')}</p>
      ) : (
        <ul className="attention">
          {items.map((item) => (
            <li key={item.id}>
              <Go to={doorPath(item.door, asOf)} className={`attention-${item.severity}`}>
                <Icon
                  name={
                    item.severity === 'block'
                      ? 'fails'
                      : item.severity === 'warn'
                        ? 'depends'
                        : 'info'
                  }
                  size={18}
                />
                <strong className="num">{item.count}</strong>
                <span>
                  {say(item.text)}
                  <span className="visually-hidden"> {say(SEVERITY_WORDS[item.severity])}</span>
                </span>
                <Icon name="right" />
              </Go>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Rules({ rules }: { rules: Board['rules'] }): ReactElement {
  const t = useT()
  const asOf = useAsOf()
  return (
    <Panel title={t('board.rules')} hint={t('board.rulesHint')} className="board-rules">
      <ul className="rule-rows">
        {rules.map((row) => (
          <li key={row.rule}>
            <Go to={doorPath(row.door, asOf)}>
              <span>{say(row.title)}</span>
              <OutcomeBar
                {...row.outcomes}
                label={t('board.ruleOutcome', {
                  passes: row.outcomes.passes,
                  depends: row.outcomes.depends,
                  fails: row.outcomes.fails,
                })}
              />
              <span className="rule-numbers" aria-hidden="true">
                {(['fails', 'depends', 'passes'] as const).map((outcome) => (
                  <span key={outcome} className={`rule-number verdict-${outcome}`}>
                    <Icon name={outcome} size={13} /> {row.outcomes[outcome]}
                  </span>
                ))}
              </span>
            </Go>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Split(props: { title: string; rows: Board['classes'] }): ReactElement | null {
  const asOf = useAsOf()
  if (props.rows.length === 0) return null
  const doors = new Map(props.rows.map((row) => [row.key, row.door]))
  return (
    <Panel title={props.title}>
      <CountBars
        rows={props.rows.map((row) => ({
          key: row.key,
          label: say(row.title),
          count: row.count,
        }))}
        whole={props.rows.reduce((sum, row) => sum + row.count, 0)}
        link={(row, content) => <Go to={doorPath(doors.get(row.key) ?? '', asOf)}>{content}</Go>}
      />
    </Panel>
  )
}
