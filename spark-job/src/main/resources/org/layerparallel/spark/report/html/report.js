"use strict";

(() => {
  const root = document.documentElement;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");
  const DASHES = { solid: "solid", dashed: [8, 5], dotted: [2, 3] };
  const SYMBOLS = { none: "none", circle: "circle", triangle: "triangle", square: "rect", diamond: "diamond" };
  const DECALS = [
    { symbol: "none" },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
    { symbol: "circle", dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], symbolSize: 0.6 },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
  ];
  const MARKERS_ON_A_LINE = 12;
  const MOST_TICKS = 8;
  const COLOURS = 6;
  const drawn = [];

  // Before anything is painted, so that a dark page is dark from the first.
  let theme = systemIsDark.matches ? "dark" : "light";
  root.dataset.theme = theme;

  function css(name) {
    return getComputedStyle(root).getPropertyValue(name).trim();
  }

  function colour(number) {
    return css("--series-" + (number % COLOURS));
  }

  function numberText(value) {
    if (value === null || value === undefined || Number.isNaN(value)) {
      return "–";
    }
    const size = Math.abs(value);
    return size !== 0 && (size < 1e-3 || size >= 1e7)
      ? value.toExponential(3)
      : String(Number(value.toPrecision(5)));
  }

  function powerText(exponent) {
    const value = 10 ** exponent;
    return exponent >= -2 && exponent <= 3 ? String(Number(value.toPrecision(3))) : "1e" + exponent;
  }

  /** What all charts have in common. */
  function frame(trigger) {
    return {
      animation: false,
      textStyle: { color: css("--ink"), fontFamily: "inherit" },
      grid: { left: 66, right: 18, top: 32, bottom: 48 },
      legend: { show: false },
      tooltip: {
        trigger,
        confine: true,
        backgroundColor: css("--card"),
        borderColor: css("--line"),
        textStyle: { color: css("--ink"), fontSize: 12 },
        valueFormatter: numberText,
        axisPointer: { lineStyle: { color: css("--soft") }, label: { formatter: (at) => numberText(at.value) } },
      },
    };
  }

  /**
   * Values as they are drawn, and back. Logarithms are taken here, over whole powers of ten: the library's own
   * logarithmic axis rounds everything below 1e-10 to zero.
   */
  function scale(settings, values) {
    if (!settings.logarithmic) {
      return { to: (value) => value, from: (value) => value, ends: settings.range, interval: null };
    }
    const to = (value) => (value > 0 ? Math.log10(value) : null);
    const exponents = [...values, ...settings.range].map(to).filter((exponent) => exponent !== null);
    const least = exponents.reduce((a, b) => Math.min(a, b), exponents[0] ?? 0);
    const most = exponents.reduce((a, b) => Math.max(a, b), exponents[0] ?? 0);
    const interval = Math.max(1, Math.ceil((most - least) / MOST_TICKS));
    const bottom = Math.floor(least / interval) * interval;
    const top = Math.max(bottom + interval, Math.ceil(most / interval) * interval);
    const ends = settings.range.map((end, i) => to(end) ?? [bottom, top][i]);
    return { to, from: (exponent) => 10 ** exponent, ends, interval };
  }

  function axis(settings, vertical, { ends, interval }) {
    const byData = vertical ? [null, null] : ["dataMin", "dataMax"];
    return {
      type: "value",
      name: settings.name,
      nameLocation: "middle",
      nameGap: vertical ? 50 : 28,
      nameTextStyle: { color: css("--soft") },
      min: ends[0] ?? byData[0],
      max: ends[1] ?? byData[1],
      interval,
      scale: true,
      axisLine: { lineStyle: { color: css("--soft") }, onZero: false },
      axisTick: { lineStyle: { color: css("--soft") } },
      axisLabel: {
        color: css("--soft"),
        hideOverlap: true,
        // Where the data end there is seldom a round number.
        showMaxLabel: vertical || ends[1] !== null ? null : false,
        formatter: settings.logarithmic ? powerText : numberText,
      },
      splitLine: { show: vertical, lineStyle: { color: css("--grid") } },
    };
  }

  /** A line's points: a symbol at a few of them, and at every one that has no neighbour to be joined with. */
  function points(series, x, y) {
    const at = series.x.map(x.to);
    const value = series.y.map(y.to);
    const drawable = (i) => i in at && at[i] !== null && value[i] !== null;
    const every = Math.max(1, Math.ceil(series.x.length / MARKERS_ON_A_LINE));
    return at.map((place, i) => {
      if (!drawable(i)) {
        return [place, null];
      }
      const alone = !drawable(i - 1) && !drawable(i + 1);
      const marked = series.marker !== "none" && i % every === Math.floor(every / 2);
      const symbol = alone && series.marker === "none" ? "circle" : SYMBOLS[series.marker];
      return { value: [place, value[i]], symbol: alone || marked ? symbol : "none" };
    });
  }

  function lines(chart, width) {
    const x = scale(chart.x, chart.series.flatMap((series) => series.x));
    const y = scale(chart.y, chart.series.flatMap((series) => series.y));
    const option = frame("axis");
    option.xAxis = axis(chart.x, false, x);
    option.yAxis = axis(chart.y, true, y);
    option.tooltip.valueFormatter = (value) => numberText(value === null ? null : y.from(value));
    option.tooltip.axisPointer.label.formatter = (at) => numberText(x.from(at.value));
    option.series = chart.series.map((series) => ({
      type: "line",
      name: series.name,
      data: points(series, x, y),
      symbol: SYMBOLS[series.marker],
      symbolSize: 8,
      color: colour(series.colour),
      lineStyle: { width: 2, type: DASHES[series.dash] },
    }));
    if (chart.marks.length > 0) {
      option.series.push(marks(chart, x, width));
    }
    return option;
  }

  /** Vertical lines; a label that would run into the next line is left out. */
  function marks(chart, x, width) {
    const all = chart.series.flatMap((series) => series.x.map(x.to)).filter((at) => at !== null);
    const left = x.ends[0] ?? all.reduce((a, b) => Math.min(a, b), Infinity);
    const right = x.ends[1] ?? all.reduce((a, b) => Math.max(a, b), -Infinity);
    const places = [...chart.marks.map((mark) => x.to(mark.at)), right];
    const room = (i) => ((places[i + 1] - places[i]) / (right - left)) * (width - 84);
    return {
      type: "line",
      name: "",
      data: [],
      tooltip: { show: false },
      markLine: {
        silent: true,
        animation: false,
        symbol: "none",
        lineStyle: { color: css("--soft"), type: "dotted", width: 1 },
        label: { position: "end", align: "left", distance: [0, 9], color: css("--soft"), fontSize: 11 },
        data: chart.marks.map((mark, i) => ({
          xAxis: places[i],
          label: { formatter: mark.label, show: room(i) > 6.2 * mark.label.length },
        })),
      },
    };
  }

  function unnamedAxis() {
    const settings = { name: "", logarithmic: false, range: [null, null] };
    return axis(settings, false, scale(settings, []));
  }

  function bars(chart) {
    const option = frame("axis");
    option.tooltip.axisPointer = { type: "shadow" };
    option.xAxis = {
      ...unnamedAxis(),
      type: "category",
      data: chart.categories,
      min: null,
      max: null,
      axisLabel: { color: css("--ink"), hideOverlap: true },
    };
    option.yAxis = { ...axis(chart.y, true, scale(chart.y, [])), scale: false };
    option.series = chart.series.map((part) => ({
      type: "bar",
      stack: "all",
      name: part.name,
      data: part.values,
      barMaxWidth: 70,
      color: colour(part.colour),
      itemStyle: { decal: decal(part.colour), borderColor: css("--card"), borderWidth: 0.5 },
    }));
    return option;
  }

  function decal(number) {
    return { ...DECALS[number % DECALS.length], color: css("--card") };
  }

  function strips(chart) {
    const option = frame("item");
    const count = chart.groups.length;
    option.xAxis = {
      ...unnamedAxis(),
      min: -0.5,
      max: count - 0.5,
      interval: 0.5,
      axisTick: { show: false },
      axisLabel: {
        color: css("--ink"),
        width: 90,
        overflow: "break",
        formatter: (at) => chart.groups[at]?.name ?? "",
      },
    };
    const y = scale(chart.y, chart.groups.flatMap((group) => group.values));
    option.yAxis = axis(chart.y, true, y);
    option.tooltip.formatter = (point) => numberText(y.from(point.value[1]));
    // Spread by a fixed rule, the golden ratio's multiples: equal values stay apart, and every view is the same.
    const spread = (i) => (((i + 1) * 0.618034) % 1 - 0.5) * 0.5;
    const series = (name, symbol, symbolSize, of) => ({
      type: "scatter",
      name,
      symbol,
      symbolSize,
      color: css("--ink"),
      data: chart.groups.flatMap(of),
    });
    option.series = [
      series("a value", "circle", 8, (group, g) =>
        group.values.map((value, i) => ({
          value: [g + spread(i), y.to(value)],
          itemStyle: { color: colour(g), opacity: 0.7 },
        }))),
      series("median", "rect", [44, 3], (group, g) => [[g, y.to(group.middle[0])]]),
      series("mean", "diamond", 12, (group, g) => [[g, y.to(group.middle[1])]]),
    ];
    return option;
  }

  const KINDS = { lines, bars, strips };

  /** A sample of a series for the legend: line and marker, or a filled square. */
  function sample(series) {
    const marker = { circle: "M14 2a4 4 0 1 0 .01 0z", rect: "M10 2h8v8h-8z", triangle: "M14 1l5 9h-10z", diamond: "M14 1l5 5l-5 5l-5 -5z" };
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("width", "28");
    svg.setAttribute("height", "12");
    svg.setAttribute("aria-hidden", "true");
    const add = (d, attributes) => {
      const path = document.createElementNS(svg.namespaceURI, "path");
      Object.entries({ d, ...attributes }).forEach(([name, value]) => path.setAttribute(name, value));
      svg.append(path);
    };
    if (series.type === "line") {
      const dash = Array.isArray(series.lineStyle.type) ? series.lineStyle.type.join(" ") : "none";
      add("M0 6h28", { stroke: series.color, "stroke-width": 2, "stroke-dasharray": dash });
    }
    if (series.type === "bar") {
      add("M2 0h24v12h-24z", { fill: series.color });
    } else if (series.symbol in marker) {
      add(Array.isArray(series.symbolSize) ? "M2 5h24v3h-24z" : marker[series.symbol], { fill: series.color });
    }
    return svg;
  }

  function legend(figure, chart, option) {
    const place = figure.querySelector(".legend");
    const off = new Set([...place.querySelectorAll("[aria-pressed=false]")].map((button) => button.textContent));
    const named = option.series.filter((series) => series.name !== "");
    place.replaceChildren(...named.map((series) => {
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-pressed", String(!off.has(series.name)));
      button.append(sample(series), series.name);
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") === "false";
        button.setAttribute("aria-pressed", String(on));
        chart.dispatchAction({ type: on ? "legendSelect" : "legendUnSelect", name: series.name });
      });
      return button;
    }));
    return Object.fromEntries(named.map((series) => [series.name, !off.has(series.name)]));
  }

  function draw({ figure, chart, settings }) {
    const option = KINDS[settings.kind](settings, figure.querySelector(".plot").clientWidth);
    option.legend.selected = legend(figure, chart, option);
    option.legend.data = Object.keys(option.legend.selected);
    chart.setOption(option, true);
  }

  function setTheme(next) {
    theme = next;
    root.dataset.theme = theme;
    drawn.forEach(draw);
    const button = document.querySelector("button.theme");
    button.textContent = theme === "dark" ? "Light" : "Dark";
    button.setAttribute("aria-label", `Change to the ${theme === "dark" ? "light" : "dark"} colours`);
  }

  function startCharts() {
    const settings = JSON.parse(document.getElementById("charts").textContent);
    const resized = new ResizeObserver((entries) => entries.forEach((entry) => {
      const one = drawn.find((candidate) => candidate.figure.contains(entry.target));
      one.chart.resize();
      draw(one);
    }));
    settings.forEach((one) => {
      const figure = document.getElementById(one.id);
      const plot = figure.querySelector(".plot");
      drawn.push({ figure, settings: one, chart: echarts.init(plot, null, { renderer: "svg" }) });
      resized.observe(plot);
    });
  }

  function startFrames(figure) {
    const frames = [...figure.querySelectorAll(".strip figure")];
    const [play, slider, label, layout] =
      [".play", "input", "output", ".layout"].map((selector) => figure.querySelector(selector));
    let timer = null;
    const show = (number) => {
      slider.value = number;
      frames.forEach((one, i) => one.classList.toggle("shown", i === number));
      label.textContent = frames[number].querySelector("figcaption").textContent;
    };
    const stop = () => {
      clearInterval(timer);
      timer = null;
      play.textContent = "Play";
    };
    const lay = (single) => {
      stop();
      figure.classList.toggle("one", single);
      layout.setAttribute("aria-pressed", String(!single));
    };
    slider.addEventListener("input", () => { stop(); lay(true); show(Number(slider.value)); });
    layout.addEventListener("click", () => lay(!figure.classList.contains("one")));
    play.addEventListener("click", () => {
      if (timer !== null) {
        stop();
        return;
      }
      lay(true);
      play.textContent = "Pause";
      timer = setInterval(() => show((Number(slider.value) + 1) % frames.length), 700);
    });
    figure.querySelector(".controls").hidden = false;
    show(0);
    lay(!lessMotion.matches);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "theme";
    button.addEventListener("click", () => setTheme(theme === "dark" ? "light" : "dark"));
    document.querySelector("header").append(button);
    startCharts();
    document.querySelectorAll("figure.frames").forEach(startFrames);
    setTheme(theme);
    systemIsDark.addEventListener("change", (event) => setTheme(event.matches ? "dark" : "light"));
    let before = theme;
    addEventListener("beforeprint", () => { before = theme; setTheme("light"); });
    addEventListener("afterprint", () => setTheme(before));
  });
})();
