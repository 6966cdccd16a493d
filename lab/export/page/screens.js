// Screens are the consoles: one asciinema-player each. The players never run
// by themselves: each picture seeks all of them to the same time, so that they
// cannot drift apart, and speed can change while the session plays.
class Screens {
  constructor(session, holder) {
    this.session = session;
    this.players = [];
    this.holder = holder;
    holder.style.setProperty("--cols", session.cols);
    this.boxes = session.consoles.map((console) => {
      const figure = document.createElement("figure");
      const title = document.createElement("figcaption");
      const box = document.createElement("div");
      const view = document.createElement("div");
      const screen = document.createElement("div");
      box.className = "box";
      box.tabIndex = 0; // to be scrolled with keys where it is narrow
      view.className = "view";
      view.append(screen);
      box.append(view);
      figure.append(title, box);
      holder.append(figure);
      new ResizeObserver(() => this.crop(console, view, screen)).observe(screen);
      return {console, figure, title, box, screen};
    });
    window.addEventListener("resize", () => this.arrange());
  }

  // arrange puts the consoles into as many columns as make their letters the
  // largest with all of them in the window, each console into the column that
  // is the shortest so far.
  arrange() {
    const most = Math.min(this.boxes.length, Math.max(1, Math.floor(this.holder.clientWidth / (this.session.cols * 6.4))));
    let best = {letter: -1};
    for (let n = 1; n <= most; n++) {
      const plan = this.plan(n);
      if (plan.letter > best.letter) best = plan;
    }
    this.holder.style.setProperty("--columns", best.columns.length);
    this.holder.style.setProperty("--width", best.letter * this.session.cols + "px");
    this.holder.replaceChildren(...best.columns.map((figures) => {
      const column = document.createElement("div");
      column.append(...figures);
      return column;
    }));
  }

  // plan gives n columns, and the width of a letter with which they fit: not
  // less than can be read, and then the page is scrolled.
  plan(n) {
    const columns = Array.from({length: n}, () => []), high = Array(n).fill(0);
    const gap = 12, title = 34, tall = 2.25; // a row is so many letters high
    const room = window.innerHeight - this.holder.offsetTop - 64; // the bar's
    const wide = (this.holder.clientWidth - gap * (n - 1)) / n / this.session.cols;
    let letter = wide;
    for (const {console, figure} of this.boxes) {
      const i = high.indexOf(Math.min(...high));
      columns[i].push(figure);
      high[i] += console.shown;
    }
    columns.forEach((figures, i) => {
      letter = Math.min(letter, (room - figures.length * title) / high[i] / tall);
    });
    return {columns, letter: Math.min(wide, Math.max(letter, 6.6))};
  }

  // build makes the players anew: their colours are fixed.
  build(theme) {
    this.arrange(); // the page is shown by now, and has a size
    for (const player of this.players) player.dispose();
    this.players = this.boxes.map(({console, screen}) => AsciinemaPlayer.create(
      {data: [{version: 2, width: console.cols, height: console.rows}, ...console.events]},
      screen,
      {preload: true, controls: false, cursorMode: "steady", fit: "width", theme: "socklab-" + theme},
    ));
  }

  // show shows all consoles at that time; false: they are not ready for it.
  show(time) {
    let ready = true;
    for (const player of this.players) {
      if (player.getDuration() === undefined) {
        ready = false;
        continue;
      }
      player.seek(time).catch(() => {}); // the time is looked at below
      ready &&= Math.abs(player.getCurrentTime() - time) < 0.001;
    }
    return ready;
  }

  // crop leaves out the columns that no console ever uses, and the rows that
  // this one does not.
  crop(console, view, screen) {
    screen.style.width = 100 * console.cols / this.session.cols + "%";
    view.style.height = screen.offsetHeight * console.shown / console.rows + "px";
  }

  translate(lang) {
    this.boxes.forEach(({console, title, box}) => {
      title.textContent = console.title[lang];
      title.hidden = !console.title[lang];
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", console.title[lang] || this.session.title[lang]);
    });
  }
}
