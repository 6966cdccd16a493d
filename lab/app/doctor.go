package app

import (
	"encoding/json"

	"socklab/lab/cmdline"
	"socklab/lab/doctor"
)

func (p *program) doctorCommand() *cmdline.Command {
	w := &p.words.Doctor
	return &cmdline.Command{Name: "doctor", Words: w.Usage, Long: w.Long, Run: p.doctor, Options: []cmdline.Option{{Name: "json", Words: w.JSON}}}
}

// doctor says what works here. Its answer is no where the course would not
// run as it is told.
func (p *program) doctor(v *cmdline.Values) error {
	if v.Arguments(); v.Err() != nil {
		return v.Err()
	}
	found := doctor.Examine(doctor.Options{Version: versionNumber(), Port: uint16(p.defaultPort()), Out: p.Out, Err: p.Err})
	tell := p.tellCheckup
	if v.On("json") {
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
