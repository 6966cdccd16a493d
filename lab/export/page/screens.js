// Screens are the consoles: one asciinema-player each. The players never run
// by themselves: each picture seeks all of them to the same time, so that they
// cannot drift apart, and speed can change while the session plays.
class Screens {
  constructor(session, holder) {
    this.session = session;
    this.players = [];
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
      return {console, title, box, screen};
    });
  }

  // build makes the players anew: their colours are fixed.
  build(theme) {
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

  // crop leaves out the columns and rows that no console ever uses.
  crop(console, view, screen) {
    screen.style.width = 100 * console.cols / this.session.cols + "%";
    view.style.height = screen.offsetHeight * this.session.rows / console.rows + "px";
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
