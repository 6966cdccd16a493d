package app

import (
	"encoding/json"

	"github.com/urfave/cli/v2"

	"socklab/lab/doctor"
)

func (p *program) doctorCommand() *cli.Command {
	w := p.words.Doctor
	return &cli.Command{Name: "doctor", Usage: w.Usage, Description: w.Long, Action: p.doctor,
		Flags: []cli.Flag{&cli.BoolFlag{Name: "json", Usage: w.JSON}}}
}

// doctor says what works here. Its answer is no where the course would not
// run as it is told.
func (p *program) doctor(c *cli.Context) error {
	v := p.values(c)
	v.noArguments(0)
	if v.err != nil {
		return v.err
	}
	found := doctor.Examine(doctor.Options{Version: versionNumber(), Port: uint16(p.defaultPort()), Out: p.Out, Err: p.Err})
	tell := p.tellCheckup
	if c.Bool("json") {
		tell = p.printJSON
	}
	if err := tell(found); err != nil {
		return err
	}
	if !found.OK {
		return &failure{status: exitNo} // all is said
	}
	return nil
}

func (p *program) printJSON(found *doctor.Checkup) error {
	text, err := json.MarshalIndent(found, "", "  ")
	if err != nil {
		return err
	}
	return p.print(string(text) + "\n")
}
