import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SHIPPED_PROCESSES } from '../../../src/modules/approvals/data/processes.ts'
import { broken, draw, layersOf, linesOf, type Node } from './layers.ts'

const node = (key: string, after: readonly string[]): Node => ({ key, after, title: key, note: '' })

/** Processes of up to twelve steps, each after some of those before it. */
const graphs = fc
  .array(fc.uniqueArray(fc.nat(11), { maxLength: 4 }), { minLength: 1, maxLength: 12 })
  .map((list) =>
    list.map((after, i) =>
      node(
        `s${i}`,
        after.filter((n) => n < i).map((n) => `s${n}`),
      ),
    ),
  )

/** Everything reached from a step upwards along lines. */
function reached(lines: readonly { from: string; to: string }[], key: string): Set<string> {
  const direct = lines.filter(({ to }) => to === key).map(({ from }) => from)
  return new Set(direct.flatMap((from) => [from, ...reached(lines, from)]))
}

describe('layers', () => {
  test('a step stands below all it comes after, as high as it can', () => {
    fc.assert(
      fc.property(graphs, (nodes) => {
        const layers = layersOf(nodes)
        for (const { key, after } of nodes) {
          const above = after.map((before) => layers.get(before) ?? 0)
          expect(layers.get(key)).toBe(above.length === 0 ? 0 : Math.max(...above) + 1)
        }
      }),
    )
  })

  test('the lines drawn say the same as all of them, and none says it twice', () => {
    fc.assert(
      fc.property(graphs, (nodes) => {
        const all = nodes.flatMap(({ key, after }) => after.map((from) => ({ from, to: key })))
        const lines = linesOf(nodes)
        for (const { key } of nodes) expect(reached(lines, key)).toEqual(reached(all, key))
        for (const line of lines) {
          const others = lines.filter((one) => one !== line)
          expect(reached(others, line.to).has(line.from)).toBe(false)
        }
      }),
    )
  })

  test('boxes stand inside the drawing and never on each other', () => {
    fc.assert(
      fc.property(graphs, fc.constantFrom(340, 720), (nodes, width) => {
        const { nodes: placed, height } = draw(nodes, width)
        expect(placed).toHaveLength(nodes.length)
        for (const box of placed) {
          expect(box.x).toBeGreaterThanOrEqual(0)
          expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01)
          expect(box.y + box.height).toBeLessThanOrEqual(height)
          for (const other of placed) {
            if (other === box) continue
            const apart =
              other.x >= box.x + box.width ||
              box.x >= other.x + other.width ||
              other.y >= box.y + box.height ||
              box.y >= other.y + other.height
            expect(apart).toBe(true)
          }
        }
      }),
    )
  })

  test.each(SHIPPED_PROCESSES.map((process) => [process.id, process] as const))(
    '%s fits a phone',
    (_, process) => {
      const nodes = process.steps.map(({ key, after, title }) => ({
        key,
        after,
        title: title.zh,
        note: '',
      }))
      for (const { lines, width } of draw(nodes, 340).nodes) {
        expect(width).toBeGreaterThan(70)
        expect(lines.length).toBeLessThanOrEqual(8)
      }
    },
  )
})

test.each([
  ['村“两委”会商议', 4, ['村“两委', '”会商议']],
  ['党员大会审议', 10, ['党员大会审议']],
  ['公示期满，异议处理', 4, ['公示期满，', '异议处理']],
  ['2026-03-05 前', 6, ['2026-03-05', '前']],
  ['', 4, ['']],
])('%s in lines of %i', (text, most, lines) => {
  const got = broken(text, most)
  expect(got.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
  expect(got.length).toBe(lines.length)
})
