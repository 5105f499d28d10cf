import { LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type ReactElement, useEffect, useRef } from 'react'
import { barLength } from '../../ui/figures.tsx'

use([LineChart, GridComponent, TooltipComponent, SVGRenderer])

interface Point {
  readonly period: string
  /** Exact; its place on the axis is near enough for the eye. */
  readonly value: string
}

/** A line over periods, drawn as SVG so that it prints; colours are those of the page. */
export default function Line(props: {
  points: readonly Point[]
  show: (value: string) => string
}): ReactElement {
  const { points, show } = props
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const style = getComputedStyle(element)
    const colour = (name: string): string => style.getPropertyValue(name).trim()
    const chart = init(element, undefined, { renderer: 'svg' })
    chart.setOption({
      animation: false,
      grid: { left: 8, right: 24, top: 30, bottom: 4, containLabel: true },
      xAxis: {
        type: 'category',
        data: points.map(({ period }) => period),
        axisLabel: { color: colour('--ink-2') },
        axisLine: { lineStyle: { color: colour('--line-strong') } },
      },
      yAxis: {
        type: 'value',
        scale: true,
        axisLabel: { show: false },
        splitLine: { lineStyle: { color: colour('--line') } },
      },
      tooltip: {
        trigger: 'axis',
        formatter: (items: readonly { dataIndex: number }[]) => {
          const point = points[items[0]?.dataIndex ?? 0]
          return point === undefined ? '' : `${point.period}  ${show(point.value)}`
        },
      },
      series: [
        {
          type: 'line',
          data: points.map(({ value }) => barLength(value)),
          lineStyle: { color: colour('--accent'), width: 2 },
          itemStyle: { color: colour('--accent') },
          symbolSize: 8,
          label: {
            show: points.length <= 12,
            position: 'top',
            color: colour('--ink'),
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              show(points[dataIndex]?.value ?? ''),
          },
        },
      ],
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(element)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [points, show])
  return <div ref={place} className="figure-chart" aria-hidden="true" />
}
