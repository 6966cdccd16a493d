package console

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"
)

// newJob makes a job that ends all its processes when it is closed, by
// whatever end of ours.
func newJob() (windows.Handle, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return 0, err
	}
	var info windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION
	info.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info)))
	if err != nil {
		_ = windows.CloseHandle(job)
		return 0, err
	}
	return job, nil
}

// startProcess starts p on a pseudo console and in a job from its first
// instruction on. x/conpty starts processes as well, but not in a job.
func startProcess(path string, p Program, console, job windows.Handle) (windows.Handle, error) {
	file, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return 0, err
	}
	command, err := windows.UTF16PtrFromString(windows.ComposeCommandLine(append([]string{p.Path}, p.Args...)))
	if err != nil {
		return 0, err
	}
	var dir *uint16
	if p.Dir != "" {
		if dir, err = windows.UTF16PtrFromString(p.Dir); err != nil {
			return 0, err
		}
	}
	attributes, err := attributeList(console, &job)
	if err != nil {
		return 0, err
	}
	defer attributes.Delete()
	si := windows.StartupInfoEx{ProcThreadAttributeList: attributes.List()}
	si.Cb = uint32(unsafe.Sizeof(si))
	si.Flags = windows.STARTF_USESTDHANDLES // none: they are the console's, not ours
	var pi windows.ProcessInformation
	err = windows.CreateProcess(file, command, nil, nil, false,
		windows.CREATE_UNICODE_ENVIRONMENT|windows.EXTENDED_STARTUPINFO_PRESENT, environment(p.Env), dir, &si.StartupInfo, &pi)
	if err != nil {
		return 0, fmt.Errorf("CreateProcess: %w", err)
	}
	_ = windows.CloseHandle(pi.Thread)
	return pi.Process, nil
}

// attributeList needs job to stay where it is until the process has started.
func attributeList(console windows.Handle, job *windows.Handle) (*windows.ProcThreadAttributeListContainer, error) {
	const attributeJobList = 0x2000d
	list, err := windows.NewProcThreadAttributeList(2)
	if err != nil {
		return nil, err
	}
	err = list.Update(windows.PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE, *(*unsafe.Pointer)(unsafe.Pointer(&console)), unsafe.Sizeof(console))
	if err == nil {
		err = list.Update(attributeJobList, unsafe.Pointer(job), unsafe.Sizeof(*job))
	}
	if err != nil {
		list.Delete()
		return nil, err
	}
	return list, nil
}

// executable finds the program's file.
func executable(p Program) (string, error) {
	path, err := exec.LookPath(p.Path)
	if err != nil {
		return "", err
	}
	if path, err = filepath.Abs(path); err != nil {
		return "", err
	}
	const longest = 247 // of what CreateProcess takes without the prefix
	if len(path) > longest && !strings.HasPrefix(path, `\\`) {
		path = `\\?\` + path
	}
	return path, nil
}

// environment is what CreateProcess wants of what os/exec would give: each name
// once, and SYSTEMROOT, without which sockets do not work.
func environment(env []string) *uint16 {
	var block []uint16
	for _, kv := range (&exec.Cmd{Env: env}).Environ() {
		block = append(append(block, utf16.Encode([]rune(kv))...), 0)
	}
	return &append(block, 0)[0]
}
