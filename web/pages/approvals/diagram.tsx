import type { ReactElement } from 'react'
import { say } from '../../locale/translate.ts'
import { draw, type Node } from './layers.ts'
import { STATUS_WORDS, type StepNow } from './words.ts'

export interface DiagramNode extends Node {
  /** Where a case stands at it; null in the handbook. */
  readonly status: StepNow['status'] | null
  readonly overdue: boolean
  /** Where its box leads on the page. */
  readonly href: string | null
}

const MARKS = { done: '✓', open: '●', waiting: '○', skipped: '–' } as const

/** A process drawn from top to bottom: every box says in words and by its mark how far it is. */
export function Diagram(props: {
  label: string
  nodes: readonly DiagramNode[]
  width?: number
}): ReactElement {
  const drawing = draw(props.nodes, props.width ?? 340)
  return (
    <svg
      className="diagram"
      role={props.nodes.some(({ href }) => href !== null) ? 'group' : 'img'}
      aria-label={`${props.label}: ${props.nodes.map(told).join('; ')}`}
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      style={{ maxWidth: `${Math.round(drawing.width * 1.25)}px` }}
    >
      <defs>
        <marker id="arrow" markerWidth="7" markerHeight="7" refX="5" refY="3.5" orient="auto">
          <path d="M0 0L7 3.5L0 7z" className="diagram-arrow" />
        </marker>
      </defs>
      {drawing.edges.map((edge) => (
        <path
          key={`${edge.from} ${edge.to}`}
          d={edge.path}
          className="diagram-edge"
          markerEnd="url(#arrow)"
        />
      ))}
      {drawing.nodes.map((box) => (
        <Box key={box.node.key} box={box} />
      ))}
    </svg>
  )
}

const told = (node: DiagramNode): string =>
  node.status === null ? node.title : `${node.title} ${say(STATUS_WORDS[node.status])}`

type Placed = ReturnType<typeof draw<DiagramNode>>['nodes'][number]

function Box({ box }: { box: Placed }): ReactElement {
  const { node, x, y, width, height, lines, notes } = box
  const status = node.status ?? 'plain'
  const mark = node.status === null ? null : MARKS[node.status]
  const middle = x + width / 2 + (mark === null ? 0 : 7)
  const first = y + 24
  const inside = (
    <g className={`diagram-box diagram-${status}${node.overdue ? ' diagram-overdue' : ''}`}>
      <rect x={x} y={y} width={width} height={height} rx="6" />
      {mark === null ? null : (
        <text x={x + 9} y={first} className="diagram-mark" aria-hidden="true">
          {mark}
        </text>
      )}
      {lines.map((line, i) => (
        <text key={i} x={middle} y={first + i * 19} textAnchor="middle" className="diagram-title">
          {line}
        </text>
      ))}
      {notes.map((note, i) => (
        <text
          key={i}
          x={x + width / 2}
          y={first + lines.length * 19 - 2 + i * 16}
          textAnchor="middle"
          className="diagram-note"
        >
          {note}
        </text>
      ))}
    </g>
  )
  return node.href === null ? inside : <a href={node.href}>{inside}</a>
}
