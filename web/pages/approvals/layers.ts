/*
 * A process as a drawing: each step in the layer below the deepest it waits for, the lines that others already say
 * left out, steps of a layer under those they come after. Pure: lengths are units of the drawing.
 */

export interface Node {
  readonly key: string
  readonly after: readonly string[]
  readonly title: string
  /** The line below the title: who acts, or how far it is. */
  readonly note: string
}

interface Placed<N extends Node> {
  readonly node: N
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly lines: readonly string[]
  readonly notes: readonly string[]
}

export interface Drawing<N extends Node> {
  readonly width: number
  readonly height: number
  readonly nodes: readonly Placed<N>[]
  readonly edges: readonly { readonly from: string; readonly to: string; readonly path: string }[]
}

const GAP = 10
const BETWEEN = 30
const LANE = 9
const LINE = 19
const NOTE = 16
const PAD = 9
/** Widths of a Chinese character in the title and the note. */
const TITLE_CHAR = 14.5
const NOTE_CHAR = 12.5

/** The layer of each step: one below the deepest of those it comes after. */
export function layersOf(nodes: readonly Node[]): ReadonlyMap<string, number> {
  const layers = new Map<string, number>()
  // Steps stand behind all they come after.
  for (const { key, after } of nodes) {
    layers.set(key, Math.max(-1, ...after.map((before) => layers.get(before) ?? -1)) + 1)
  }
  return layers
}

/** The lines to draw: what follows from other lines is not drawn again. */
export function linesOf(nodes: readonly Node[]): { readonly from: string; readonly to: string }[] {
  const above = new Map<string, ReadonlySet<string>>()
  return nodes.flatMap(({ key, after }) => {
    const reached = new Set(after.flatMap((before) => [...(above.get(before) ?? [])]))
    above.set(key, new Set([...after, ...reached]))
    return after.filter((before) => !reached.has(before)).map((from) => ({ from, to: key }))
  })
}

/** Breaks a text into lines of so many Chinese characters; figures and Latin letters count half. */
export function broken(text: string, most: number): string[] {
  const lines: string[] = []
  let [line, width] = ['', 0]
  for (const piece of text.match(/[\x21-\x7e]+|./gsu) ?? []) {
    const wide = /^[\x20-\x7e]+$/u.test(piece) ? piece.length * 0.55 : 1
    const sticks = /^[，。、；：）》”]/u.test(piece)
    if (line !== '' && width + wide > most && !sticks) {
      lines.push(line.trimEnd())
      ;[line, width] = ['', 0]
      if (piece === ' ') continue
    }
    line += piece
    width += wide
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

function placeLayer<N extends Node>(
  layer: readonly N[],
  at: { readonly y: number; readonly left: number; readonly room: number },
): Placed<N>[] {
  const width = (at.room - GAP * (layer.length - 1)) / layer.length
  const boxes = layer.map((node, i) => {
    const lines = broken(node.title, Math.floor((width - 2 * PAD - 18) / TITLE_CHAR))
    const notes =
      node.note === '' ? [] : broken(node.note, Math.floor((width - 2 * PAD) / NOTE_CHAR))
    const height = 2 * PAD + lines.length * LINE + notes.length * NOTE
    return { node, x: at.left + i * (width + GAP), y: at.y, width, height, lines, notes }
  })
  const height = Math.max(...boxes.map((box) => box.height))
  return boxes.map((box) => ({ ...box, height }))
}

/** Steps of a layer from left to right as those they come after stand. */
function ordered<N extends Node>(layer: readonly N[], above: ReadonlyMap<string, number>): N[] {
  const place = ({ after }: N): number => {
    const xs = after.flatMap((key) => above.get(key) ?? [])
    return xs.length === 0 ? 0 : xs.reduce((sum, x) => sum + x, 0) / xs.length
  }
  return layer.toSorted((a, b) => place(a) - place(b))
}

/** The drawing of a process, `width` units wide. */
export function draw<N extends Node>(nodes: readonly N[], width: number): Drawing<N> {
  const layers = layersOf(nodes)
  const lines = linesOf(nodes)
  const long = lines.filter(({ from, to }) => (layers.get(to) ?? 0) - (layers.get(from) ?? 0) > 1)
  const margin = long.length === 0 ? 2 : 4 + LANE * Math.min(3, long.length)
  const placed: Placed<N>[] = []
  const middles = new Map<string, number>()
  let y = 2
  const depth = Math.max(-1, ...layers.values()) + 1
  for (let level = 0; level < depth; level++) {
    const layer = ordered(
      nodes.filter(({ key }) => layers.get(key) === level),
      middles,
    )
    const boxes = placeLayer(layer, { y, left: margin, room: width - 2 * margin })
    for (const box of boxes) middles.set(box.node.key, box.x + box.width / 2)
    placed.push(...boxes)
    y += (boxes[0]?.height ?? 0) + BETWEEN
  }
  const boxOf = new Map(placed.map((box) => [box.node.key, box]))
  let lane = 0
  const edges = lines.flatMap(({ from, to }) => {
    const [above, below] = [boxOf.get(from), boxOf.get(to)]
    if (above === undefined || below === undefined) return []
    const isLong = (layers.get(to) ?? 0) - (layers.get(from) ?? 0) > 1
    const right = above.x + above.width / 2 + below.x + below.width / 2 > width
    const x = isLong ? laneOf(lane++, right ? width : 0) : null
    return [{ from, to, path: pathOf(above, below, x) }]
  })
  return { width, height: Math.max(0, y - BETWEEN + 2), nodes: placed, edges }
}

/** Lines past a layer run in lanes beside it, on the side where their steps stand. */
const laneOf = (n: number, side: number): number => Math.abs(side - (4 + LANE * (n % 3)))

type Box = Pick<Placed<Node>, 'x' | 'y' | 'width' | 'height'>

function pathOf(above: Box, below: Box, lane: number | null): string {
  const [x1, y1] = [above.x + above.width / 2, above.y + above.height]
  const [x2, y2] = [below.x + below.width / 2, below.y - 5]
  const half = BETWEEN / 2
  if (lane === null) return `M${x1} ${y1}C${x1} ${y1 + half} ${x2} ${y2 - half} ${x2} ${y2}`
  return (
    `M${x1} ${y1}C${x1} ${y1 + half} ${lane} ${y1} ${lane} ${y1 + BETWEEN}` +
    `L${lane} ${y2 - BETWEEN}C${lane} ${y2} ${x2} ${y2 - half} ${x2} ${y2}`
  )
}
